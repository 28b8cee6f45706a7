using PidMigration.Catalog;
using PidMigration.Comparing;

namespace PidMigration.Core.Tests.Comparing;

public sealed class ComparedSideTests
{
    private static readonly Column Kind = new("kind", "varchar(10)", ValueKind.Text);

    [Theory]
    [InlineData(ComparePlans.PostgreSql, "\"id\" IN (17, 18)")]
    [InlineData(ComparePlans.MySql, "`id` IN (17, 18)")]
    [InlineData(ComparePlans.Sqlite, "\"id\" IN (17, 18)")]
    public void One_column_is_picked_by_a_list(string address, string expected) =>
        Assert.Equal(expected, Side(address, [ComparePlans.Id], ["id"]).PickKeys(TestRows.Batch("17", "18"), 0, 2));

    [Theory]
    [InlineData(ComparePlans.PostgreSql, "(\"id\" = 1 AND \"kind\" = 'O''x') OR (\"id\" = 2 AND \"kind\" IS NULL)")]
    [InlineData(ComparePlans.MySql, "(`id` = 1 AND `kind` = _utf8mb4 X'4F2778') OR (`id` = 2 AND `kind` IS NULL)")]
    [InlineData(ComparePlans.Sqlite, "(\"id\" = 1 AND \"kind\" = 'O''x') OR (\"id\" = 2 AND \"kind\" IS NULL)")]
    public void Several_columns_are_picked_row_by_row(string address, string expected) =>
        Assert.Equal(
            expected,
            Side(address, [ComparePlans.Id, Kind], ["id", "kind"]).PickKeys(TestRows.Batch("1|O'x", "2|∅"), 0, 2)
        );

    [Fact]
    public void Only_the_rows_asked_for_are_picked() =>
        Assert.Equal(
            "\"id\" IN (2, 3)",
            Side(ComparePlans.PostgreSql, [ComparePlans.Id], ["id"]).PickKeys(TestRows.Batch("1", "2", "3", "4"), 1, 2)
        );

    [Fact]
    public void A_key_without_a_value_is_picked_too() =>
        Assert.Equal(
            "(\"kind\" IN ('a') OR \"kind\" IS NULL)",
            Side(ComparePlans.Sqlite, [Kind], ["kind"]).PickKeys(TestRows.Batch("a", "∅"), 0, 2)
        );

    [Theory]
    [InlineData(ComparePlans.PostgreSql, "uuid", ValueKind.Uuid, null, "'0a1b2c3d4e5f60718293a4b5c6d7e8f9'")]
    [InlineData(ComparePlans.Sqlite, "char(36)", ValueKind.Text, 36, "'0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9'")]
    [InlineData(ComparePlans.Sqlite, "char(32)", ValueKind.Text, 32, "'0a1b2c3d4e5f60718293a4b5c6d7e8f9'")]
    [InlineData(ComparePlans.MySql, "binary(16)", ValueKind.Bytes, null, "X'0A1B2C3D4E5F60718293A4B5C6D7E8F9'")]
    public void A_uuid_is_looked_up_in_the_form_in_which_the_side_holds_it(
        string address,
        string type,
        ValueKind kind,
        int? length,
        string literal
    )
    {
        var column = new Column("u", type, kind) { MaxLength = length };
        var side = new ComparedSide(
            ComparePlans.Dialect(address),
            ComparePlans.Table([column], ["u"]),
            [column],
            [new KeyColumn(0, column, KeyOrder.Uuid)]
        );
        var keys = TestRows.Batch("0A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F9");
        Assert.EndsWith($" IN ({literal})", side.PickKeys(keys, 0, 1), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 2500, "0+1000 1000+1000 2000+500")]
    [InlineData(2, 900, "0+400 400+400 800+100")]
    [InlineData(2, 400, "0+400")]
    [InlineData(1, 0, "")]
    public void Keys_are_picked_in_parts_that_every_server_takes(int columns, int rows, string expected)
    {
        Column[] key = [.. Enumerable.Range(0, columns).Select(i => ComparePlans.Id with { Name = $"k{i}" })];
        var side = Side(ComparePlans.Sqlite, key, [.. key.Select(k => k.Name)]);
        var keys = TestRows.Batch(
            columns,
            Enumerable.Range(0, rows).Select(i => string.Join("|", key.Select(_ => $"{i}")))
        );
        Assert.Equal(expected, string.Join(" ", side.Chunks(keys).Select(c => $"{c.First}+{c.Count}")));
    }

    [Theory]
    [InlineData(ComparePlans.PostgreSql, "(\"id\" > 5) AND ((\"id\" BETWEEN 1 AND 9))")]
    [InlineData(ComparePlans.MySql, "(`id` > 5) AND ((`id` BETWEEN 1 AND 9))")]
    public void Conditions_are_added_to_those_there_are(string address, string expected)
    {
        var side = Side(address, [ComparePlans.Id], ["id"]);
        var after = side.Within($"{side.Dialect.Quote("id")} > 5");
        Assert.Equal(expected, after.Within(side.PickRanges([new KeyRange(1, 9)])).Where);
    }

    [Theory]
    [InlineData(
        ComparePlans.PostgreSql,
        "SELECT \"id\", \"kind\" FROM \"t\" WHERE (x) ORDER BY (\"kind\")::text COLLATE \"C\""
    )]
    [InlineData(
        ComparePlans.Sqlite,
        "SELECT \"id\", \"kind\" FROM \"t\" WHERE (x) ORDER BY CAST(\"kind\" AS TEXT) COLLATE BINARY"
    )]
    public void Rows_are_read_in_the_order_that_both_sides_make(string address, string expected)
    {
        var side = Side(address, [ComparePlans.Id, Kind], ["kind"]).Within("x");
        var sql = side.ToReadPlan().ToSql(side.Dialect);
        Assert.Equal(expected, sql);
    }

    [Theory]
    [InlineData("id", "17")]
    [InlineData("id kind", "17, b")]
    [InlineData("", "17, 'b'")]
    public void A_key_is_described_by_its_values_and_a_row_without_one_by_all(string key, string expected) =>
        Assert.Equal(
            expected,
            Side(
                    ComparePlans.PostgreSql,
                    [ComparePlans.Id, Kind],
                    key.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                )
                .DescribeKey(TestRows.Batch("17|b"), 0)
        );

    private static ComparedSide Side(string address, Column[] columns, string[] key) =>
        ComparePlans.Compare(columns, key, null, address, address).Source;
}
