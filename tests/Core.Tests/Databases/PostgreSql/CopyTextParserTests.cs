using System.Text;
using PidMigration.Core.Tests.Rows;
using PidMigration.Databases.PostgreSql;
using PidMigration.Rows;

namespace PidMigration.Core.Tests.Databases.PostgreSql;

public sealed class CopyTextParserTests
{
    [Fact]
    public void Rows_written_as_the_server_writes_them_are_parsed_back()
    {
        RandomRounds.Run(
            3000,
            random =>
            {
                var isBytes = Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(3) == 0).ToArray();
                var rows = RandomRows.Make(random, isBytes.Length);
                var parser = new CopyTextParser(isBytes);
                var batch = new RowBatch(isBytes.Length, 1);
                foreach (var row in rows)
                    parser.Parse(
                        Encoding.Latin1.GetBytes(string.Join('\t', row.Select((v, i) => Written(v, isBytes[i])))),
                        batch
                    );
                Assert.Equal(rows, RandomRows.Read(batch));
            }
        );
    }

    [Fact]
    public void Rows_without_escapes_are_parsed_whole_wherever_the_text_is_split()
    {
        var whole = 0L;
        RandomRounds.Run(
            1600,
            random =>
            {
                var writing = new Random(random.Next());
                var isBytes = new bool[random.Next(1, 6)];
                var rows =
                    random.Next(4) == 0
                        ? RandomRows.Make(random, isBytes.Length)
                        : RandomRows.MakePlain(random, isBytes.Length);
                var text = Encoding.Latin1.GetBytes(
                    string.Concat(rows.Select(r => string.Join('\t', r.Select(v => Written(v, false))) + "\n"))
                );
                var limit =
                    random.Next(2) == 0 ? BatchLimit.Default : new BatchLimit(random.Next(1, 50), random.Next(1, 4000));
                var (parser, batch, read, end) = (
                    new CopyTextParser(isBytes),
                    new RowBatch(isBytes.Length, 1),
                    new List<byte[]?[]>(),
                    0
                );
                var forms = new FieldEncoding[isBytes.Length];
                var writer = new DelimitedTextEncoder(forms);
                for (var at = 0; at < text.Length; )
                {
                    end = Math.Max(end, Math.Min(text.Length, at + random.Next(1, 5000)));
                    var taken = parser.TakePlain(text.AsSpan(at, end - at), batch, limit);
                    at += taken;
                    whole += taken;
                    if (!limit.IsReached(batch) && text.AsSpan(at, end - at).IndexOf((byte)'\n') is var feed and >= 0)
                    {
                        parser.Parse(text.AsSpan(at, feed), batch);
                        at += feed + 1;
                    }

                    if (batch.Rows > 1)
                        Assert.True(
                            batch.Rows <= limit.Rows
                                && batch.Length - batch.Text(batch.Rows - 1, 1).Length < limit.Bytes,
                            $"{batch.Rows} rows with {batch.Length} bytes exceed {limit}."
                        );
                    if (!limit.IsReached(batch) && at < text.Length)
                        continue;
                    read.AddRange(RandomRows.Read(batch));
                    // What the parser puts down as plain is written as it is, the rest is not; also where some rows
                    // were taken out.
                    if (writing.Next(3) == 0)
                        batch.Retain([.. Enumerable.Range(0, batch.Rows).Select(_ => writing.Next(4) > 0)]);
                    writer.Begin(batch, 0, batch.Rows);
                    Assert.Equal(
                        DelimitedTextEncoderTests.Plain(RandomRows.Read(batch), forms),
                        DelimitedTextEncoderTests.Drain(writer, () => writing.Next(16, 5000))
                    );
                    batch.Clear();
                }

                Assert.Equal(rows, read);
            }
        );

        Assert.True(whole > 5_000_000, $"{whole} bytes went the fast way");
    }

    [Theory]
    [InlineData("1\n")]
    [InlineData("1\t2\t3\n")]
    public void A_row_of_another_width_is_an_error(string text) =>
        Assert.Throws<FormatException>(() =>
            new CopyTextParser([false, false]).TakePlain(
                Encoding.ASCII.GetBytes(text),
                new RowBatch(2),
                BatchLimit.Default
            )
        );

    [Theory]
    [InlineData("x")]
    [InlineData("")]
    [InlineData("\\\\x0")]
    [InlineData("\\\\xzz")]
    [InlineData("\\\\001")]
    public void Bytes_that_are_not_hexadecimal_are_an_error(string field) =>
        Assert.Throws<FormatException>(() =>
            new CopyTextParser([true]).Parse(Encoding.ASCII.GetBytes(field), new RowBatch(1))
        );

    // PostgreSQL 15 manual, COPY, Text Format.
    private static string Written(byte[]? value, bool isBytes) =>
        value is null ? "\\N"
        : isBytes ? "\\\\x" + Convert.ToHexStringLower(value)
        : string.Concat(
            value.Select(b =>
                b switch
                {
                    8 => "\\b",
                    9 => "\\t",
                    10 => "\\n",
                    11 => "\\v",
                    12 => "\\f",
                    13 => "\\r",
                    92 => "\\\\",
                    _ => ((char)b).ToString(),
                }
            )
        );
}
