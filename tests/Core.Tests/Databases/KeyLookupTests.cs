using System.Text;
using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Rows;

namespace PidMigration.Core.Tests.Databases;

public sealed class KeyLookupTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ValueKind.Timestamp, "2024-01-02 03:04:05.120000", "2024-01-02 03:04:05.12")]
    [InlineData(ValueKind.Timestamp, "2024-01-02 03:04:05.000", "2024-01-02 03:04:05")]
    [InlineData(ValueKind.Timestamp, "2024-01-02 03:04:50", "2024-01-02 03:04:50")]
    [InlineData(ValueKind.Text, "1.10", "1.10")]
    [InlineData(ValueKind.Decimal, "1.10", "1.10")]
    public void A_fraction_of_a_second_has_one_spelling(ValueKind kind, string value, string expected) =>
        Assert.Equal(expected, KeyLookup.Normalize(new Column("k", "", kind), value));

    [Fact]
    public async Task Rows_whose_key_is_there_are_removed()
    {
        await using var file = await SqliteFile.CreateAsync(
            "CREATE TABLE t (id integer PRIMARY KEY, name text); INSERT INTO t VALUES (2, 'x'), (4, 'y'), (2000, 'z')",
            Token
        );
        // More rows than one query asks for.
        var rows = Enumerable.Range(1, 2500).Select(n => new[] { $"{n}", "new" });
        Assert.Equal((3, 2497), await RemoveAsync(file, [0], rows));
    }

    [Fact]
    public async Task A_key_of_several_columns_is_compared_as_a_whole()
    {
        await using var file = await SqliteFile.CreateAsync(
            "CREATE TABLE t (a integer, b text, PRIMARY KEY (a, b)); INSERT INTO t VALUES (1, 'it''s'), (2, '1')",
            Token
        );
        Assert.Equal(
            (2, 2),
            await RemoveAsync(
                file,
                [0, 1],
                [
                    ["1", "it's"],
                    ["1", "1"],
                    ["2", "it's"],
                    ["2", "1"],
                ]
            )
        );
    }

    private static async Task<(int Removed, int Left)> RemoveAsync(
        SqliteFile file,
        IReadOnlyList<int> key,
        IEnumerable<string[]> rows
    )
    {
        var table = await file.ReadTableAsync("t", Token);
        await using var target = await file.Database.OpenTargetAsync(Token);
        var batch = new RowBatch(table.Columns.Count);
        foreach (var field in rows.SelectMany(r => r))
            batch.Append(Encoding.UTF8.GetBytes(field));
        var lookup = new KeyLookup(target, new LoadPlan("t", table, table.Columns, key));
        return (await lookup.RemoveExistingAsync(batch, Token), batch.Rows);
    }
}
