using PidMigration.Copying;
using PidMigration.Database.Tests.Reading;
using PidMigration.Database.Tests.Schema;
using PidMigration.Database.Tests.Servers;
using PidMigration.Databases;
using PidMigration.Failures;

namespace PidMigration.Database.Tests.BadInput;

/// <summary>What doesn't fit, on any engine: one line, a code, nothing changed.</summary>
public abstract class BadInputContract<TServer>
    where TServer : TestServer, new()
{
    private protected readonly TServer Server = new();

    [Fact]
    public async Task Schemas_that_differ_are_refused()
    {
        await using (
            var pair = await RefusalFixture.MakeAsync(Server, RefusalFixture.Thing with { Name = "something" })
        )
            await pair.AssertAsync("PID1202");
        await using (
            var pair = await RefusalFixture.MakeAsync(
                Server,
                ours: TestTable.Counted("thing", new("name", CellKind.Text, 20), new("more", CellKind.Number))
            )
        )
            await pair.AssertAsync("PID1203");
        await using (
            var pair = await RefusalFixture.MakeAsync(
                Server,
                TestTable.Counted(
                    "thing",
                    new("name", CellKind.Text, 20),
                    new("more", CellKind.Number) { NotNull = true }
                ) with
                {
                    Name = "thing2",
                }
            )
        )
        {
            await pair.Target.RunAsync($"ALTER TABLE thing2 RENAME TO thing;");
            var error = await pair.AssertAsync("PID1204");
            Assert.Contains("'more'", error.Message, StringComparison.Ordinal);
        }

        await using (
            var pair = await RefusalFixture.MakeAsync(
                Server,
                RefusalFixture.Thing.With("name", c => c with { Kind = CellKind.Date, Length = 0 }) with
                {
                    Name = "thing2",
                }
            )
        )
        {
            await pair.Target.RunAsync($"ALTER TABLE thing2 RENAME TO thing;");
            await pair.AssertAsync("PID1205");
        }

        await using (var pair = await RefusalFixture.MakeAsync(Server))
        {
            await pair.Source.RunAsync(UnknownType);
            await pair.Target.RunAsync(UnknownType);
            await pair.AssertAsync("PID1205");
        }
    }

    [Fact]
    public async Task An_unknown_model_is_refused()
    {
        await using var pair = await RefusalFixture.MakeAsync(Server);
        var error = await pair.AssertAsync("PID1201", models: "thin");
        Assert.Contains("Did you mean thing?", error.Message, StringComparison.Ordinal);
        await using var nothing = await Server.CreateAsync();
        await pair.AssertAsync("PID1206", source: nothing.Url);
        await pair.AssertAsync("PID1202", target: nothing.Url);
    }

    [Fact]
    public async Task Invalid_parameters_are_refused()
    {
        await using var pair = await RefusalFixture.MakeAsync(Server);
        foreach (
            var where in (string[])["nme = 'a'", "name = ", "name = 'a", "1 = 1) OR (", "name = 'a'; DELETE FROM thing"]
        )
            await pair.AssertAsync("PID1402", options: new CopyOptions { Where = where });
        foreach (var size in (long[])[0, -1])
            Assert.Equal("PID1401", Assert.Throws<MigrationException>(() => CopyOptions.LimitFor(size)).Code);
    }

    [Fact]
    public async Task The_same_database_is_recognized_by_any_name()
    {
        await using var pair = await RefusalFixture.MakeAsync(Server);
        foreach (var other in OtherNames(pair.Source))
            await pair.AssertAsync("PID1006", target: other);
    }

    [Fact]
    public async Task The_source_cannot_be_written()
    {
        await using var pair = await RefusalFixture.MakeAsync(Server);
        var token = TestContext.Current.CancellationToken;
        var source = new Databases.Database(pair.Source.Address);
        foreach (var before in (string[])["SELECT 1", "COMMIT", "ROLLBACK"])
        foreach (
            var sql in (string[])
                [
                    "INSERT INTO thing (name) VALUES ('written')",
                    "UPDATE thing SET name = 'written'",
                    "DELETE FROM thing",
                    "CREATE TABLE written (a integer)",
                    "DROP TABLE thing",
                ]
        )
        {
            await using var snapshot = await source.OpenSnapshotAsync(token);
            await snapshot.ScalarAsync(before, token);
            var error = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() =>
                snapshot.ScalarAsync(sql, token)
            );
            Assert.True(source.Classify(error) == FailureCause.ReadOnly, $"{before}; {sql}: {error.Message}");
        }

        Assert.Equal(["a", "b", "c"], await pair.Source.LinesAsync("SELECT name FROM thing ORDER BY id;"));
    }

    /// <summary>DDL for a table with a type that has no rule.</summary>
    private protected abstract string UnknownType { get; }

    /// <summary>Ways to the same database.</summary>
    private protected abstract IEnumerable<string> OtherNames(TestDatabase database);
}
