using System.Security.Cryptography;
using System.Text;
using PidDatabase.Data;
using PidDatabase.Schema;

namespace PidDatabase.Tests;

public sealed class PidContentTests
{
    private static readonly PidDatabaseOptions Small = new() { Scale = 0.01, Seed = 1 };

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.02)]
    public void Every_table_has_the_rows_it_announces_and_a_counter_beyond_its_keys(double scale)
    {
        foreach (var table in PidContent.Of(Small with { Scale = scale }))
        {
            var rows = RecordingRowWriter.Of(table);
            Assert.Equal(table.Count, rows.Count);
            Assert.All(rows, row => Assert.Equal(table.Table.Columns.Count, row.Length));
            if (table.Table.HasCounter)
                Assert.InRange(rows.Max(row => (long)row[0]!), 1, table.Counter);
        }
    }

    [Fact]
    public void The_full_scale_has_the_size_of_the_real_database()
    {
        var counts = PidContent
            .Of(Small with { Scale = 1 })
            .ToDictionary(table => table.Table.Name, table => table.Count);
        Assert.Equal(542_835, counts["pid_pid"]);
        Assert.Equal(554_311, counts["pid_target"]);
        Assert.Equal(876_642, counts["django_admin_log"]);
        Assert.Equal(80, counts["auth_permission"]);
    }

    [Fact]
    public void The_seed_decides_the_rows()
    {
        Assert.Equal(Digest(Small), Digest(Small));
        Assert.NotEqual(Digest(Small), Digest(Small with { Seed = 2 }));
    }

    [Fact]
    public void Every_value_fits_its_column_and_holds_no_NUL()
    {
        foreach (var table in PidContent.Of(Small))
        foreach (var row in RecordingRowWriter.Of(table))
            for (var column = 0; column < row.Length; column++)
            {
                var kind = table.Table.Columns[column];
                if (row[column] is null)
                    Assert.True(kind.Nullable, $"{table.Table.Name}.{kind.Name}");
                if (row[column] is not string text)
                    continue;
                Assert.DoesNotContain('\0', text);
                if (kind.Kind == ColumnKind.Varchar)
                    Assert.InRange(text.EnumerateRunes().Count(), 0, kind.Length);
            }
    }

    [Fact]
    public void Every_foreign_key_finds_its_row()
    {
        var tables = PidContent.Of(Small).ToDictionary(table => table.Table.Name, RecordingRowWriter.Of);
        foreach (var table in PidContent.Of(Small))
            for (var column = 0; column < table.Table.Columns.Count; column++)
                if (table.Table.Columns[column].References is { } parent)
                {
                    var keys = tables[parent].Select(row => row[0]).ToHashSet();
                    Assert.All(
                        tables[table.Table.Name].Where(row => row[column] is not null),
                        row => Assert.Contains(row[column], keys)
                    );
                }
    }

    [Fact]
    public void The_names_hold_every_awkward_text()
    {
        var pids = PidContent.Of(Small with { Scale = 0.1 }).First(table => table.Table.Name == "pid_pid");
        var names = RecordingRowWriter.Of(pids).Select(row => (string)row[2]!).ToList();
        Assert.All(AwkwardText.Fixed, text => Assert.Contains(text, names));
        Assert.Contains(names, name => name.EnumerateRunes().Count() == 1023);
    }

    [Fact]
    public void The_highest_key_does_not_carry_the_highest_number()
    {
        var tables = PidContent.Of(Small).ToDictionary(table => table.Table.Name, RecordingRowWriter.Of);
        var numbers = tables["pid_pid"].ToDictionary(row => (long)row[0]!, row => Decode((string)row[1]!));
        Assert.Equal(numbers.Count, numbers.Values.Distinct().Count());
        Assert.NotEqual(numbers.Values.Max(), numbers[numbers.Keys.Max()]);
        Assert.InRange((long)tables["sequences_sequence"].Single()[1]!, numbers.Values.Max() + 1, long.MaxValue);
    }

    [Fact]
    public void A_target_repeats_the_NOID_of_its_pid()
    {
        var tables = PidContent.Of(Small).ToDictionary(table => table.Table.Name, RecordingRowWriter.Of);
        var noids = tables["pid_pid"].ToDictionary(row => (long)row[0]!, row => (string)row[1]!);
        Assert.All(tables["pid_target"], row => Assert.Equal(noids[(long)row[5]!], row[1]));
    }

    [Fact]
    public void The_target_numbers_its_permissions_differently()
    {
        var full = Permissions(Small);
        var empty = Permissions(Small with { Empty = true });
        Assert.Equal(78, empty.Count);
        Assert.Equal(80, full.Count);
        Assert.NotEqual(full["add_pid"], empty["add_pid"]);
        Assert.Equal(
            ["auth_permission", "django_content_type", "django_migrations"],
            PidContent.Of(Small with { Empty = true }).Select(table => table.Table.Name).Order()
        );
    }

    private static Dictionary<string, long> Permissions(PidDatabaseOptions options) =>
        RecordingRowWriter
            .Of(PidContent.Of(options).First(table => table.Table.Name == "auth_permission"))
            .ToDictionary(row => (string)row[3]!, row => (long)row[0]!);

    // The definition the other way round, not the generator's own code.
    private static long Decode(string noid)
    {
        var digits = noid[..^1].Select(character => (long)"0123456789bcdfghjkmnpqrstvwxz".IndexOf(character)).ToList();
        Assert.Equal(
            "0123456789bcdfghjkmnpqrstvwxz"[(int)(digits.Select((digit, index) => digit * (index + 1)).Sum() % 29)],
            noid[^1]
        );
        return digits.Aggregate(0L, (number, digit) => number * 29 + digit);
    }

    private static string Digest(PidDatabaseOptions options)
    {
        var text = new StringBuilder();
        foreach (var table in PidContent.Of(options))
        foreach (var row in RecordingRowWriter.Of(table))
            text.AppendJoin(
                    '|',
                    row.Select(value => value is DateTime moment ? $"{moment.Ticks}" : value?.ToString() ?? "NULL")
                )
                .Append('\n');
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
