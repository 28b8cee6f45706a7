using PidMigration.Comparing;
using PidMigration.Copying;
using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Servers;
using PidMigration.Failures;
using PidMigration.Planning;

namespace PidMigration.Database.Tests.Pitfalls;

/// <summary>-ExcludeColumn: the column is left to the target, in a copy, a resume, a comparison and a sync.</summary>
public abstract class ExcludedColumnsContract<TFrom, TInto>
    where TFrom : TestServer, new()
    where TInto : TestServer, new()
{
    private const string Source =
        "CREATE TABLE item (id int PRIMARY KEY, name varchar(20), odd varchar(20), kind varchar(20) NOT NULL);"
        + "INSERT INTO item VALUES (1, 'one', 'x', 'k'), (2, 'two', 'y', 'k'), (3, 'three', NULL, 'k');";

    private const string Target =
        "CREATE TABLE item (id int PRIMARY KEY, name varchar(20), odd varchar(20) DEFAULT 'made', "
        + "kind varchar(20) NOT NULL);";

    [Fact]
    public async Task An_excluded_column_is_left_to_the_target()
    {
        await using var pair = await ScriptedPair.MakeAsync(new TFrom(), Source, new TInto(), Target);
        var exclude = new ColumnExclusions(["item.odd"]);
        var findings = await pair.CopyAsync(new CopyOptions { Exclude = exclude }, "item");
        Assert.Contains(findings, f => f is { Code: "PID1232", Column: "odd" });
        await pair.HoldsAsync("SELECT COUNT(*) FROM item WHERE odd = 'made' AND kind = 'k';", "3");

        var same = await CompareAsync(pair, new CompareOptions { Exclude = exclude });
        Assert.Equal((CompareStatus.Equal, 3L), (same.Status, same.Equal));
        var all = await CompareAsync(pair, new CompareOptions());
        Assert.Equal((CompareStatus.Different, 3L), (all.Status, all.Changed));
    }

    [Fact]
    public async Task A_sync_leaves_the_excluded_column_as_it_is()
    {
        await using var pair = await ScriptedPair.MakeAsync(
            new TFrom(),
            Source,
            new TInto(),
            Target + "INSERT INTO item VALUES (1, 'old', 'mine', 'k'), (9, 'extra', 'mine', 'k');"
        );
        await ProductCompare.SyncAsync(
            pair.Session,
            new CompareOptions { Exclude = new ColumnExclusions(["item.odd"]) },
            null,
            "item"
        );
        await pair.HoldsAsync("SELECT COUNT(*) FROM item WHERE id = 1 AND name = 'one' AND odd = 'mine';", "1");
        await pair.HoldsAsync("SELECT COUNT(*) FROM item WHERE id IN (2, 3) AND odd = 'made';", "2");
        await pair.HoldsAsync("SELECT COUNT(*) FROM item;", "3");
    }

    [Theory]
    [InlineData("item.id", "PID1230")]
    [InlineData("item.kind", "PID1231")]
    [InlineData("item.od", "PID1417")]
    public async Task What_cannot_be_excluded_is_refused_before_anything_changes(string pattern, string code)
    {
        await using var pair = await ScriptedPair.MakeAsync(
            new TFrom(),
            Source,
            new TInto(),
            Target + "INSERT INTO item VALUES (9, 'old', 'mine', 'k');"
        );
        var refused = await Assert.ThrowsAsync<MigrationException>(() =>
            pair.CopyAsync(new CopyOptions { Exclude = new ColumnExclusions([pattern]) }, "item")
        );
        Assert.Equal(code, refused.Code);
        await pair.HoldsAsync("SELECT id FROM item;", "9");
    }

    private static async Task<PidComparison> CompareAsync(ScriptedPair pair, CompareOptions options) =>
        Assert.Single((await ProductCompare.CompareAsync(pair.Source, pair.Target, options, "item")).Results);
}
