using System.Text;
using PidMigration.Core.Tests.Rows;
using PidMigration.Databases.PostgreSql;
using PidMigration.Rows;

namespace PidMigration.Core.Tests.Databases.PostgreSql;

public sealed class CopyTextParserTests
{
    [Fact]
    public void Any_rows_come_back_from_the_text_that_the_server_would_write()
    {
        var random = new Random(1);
        for (var run = 0; run < 3000; run++)
        {
            var isBytes = Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(3) == 0).ToArray();
            var rows = RandomRows.Make(random, isBytes.Length);
            var parser = new CopyTextParser(isBytes);
            var batch = new RowBatch(isBytes.Length, 1);
            foreach (var row in rows) parser.Parse(Encoding.Latin1.GetBytes(string.Join('\t', row.Select((v, i) => Written(v, isBytes[i])))), batch);
            Assert.Equal(rows, RandomRows.Read(batch));
        }
    }

    [Theory]
    [InlineData("x")]
    [InlineData("")]
    [InlineData("\\\\x0")]
    [InlineData("\\\\xzz")]
    [InlineData("\\\\001")]
    public void Bytes_that_are_not_written_in_hexadecimal_are_no_bytes(string field) =>
        Assert.Throws<FormatException>(() => new CopyTextParser([true]).Parse(Encoding.ASCII.GetBytes(field), new RowBatch(1)));

    // PostgreSQL 15 manual, COPY, Text Format.
    private static string Written(byte[]? value, bool isBytes) => value is null ? "\\N"
        : isBytes ? "\\\\x" + Convert.ToHexStringLower(value)
        : string.Concat(value.Select(b => b switch
        {
            8 => "\\b", 9 => "\\t", 10 => "\\n", 11 => "\\v", 12 => "\\f", 13 => "\\r", 92 => "\\\\", _ => ((char)b).ToString(),
        }));
}
