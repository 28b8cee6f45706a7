using PidDatabase;
using PidMigration.Catalog;
using PidMigration.Database.Tests.Schema;
using PidMigration.Database.Tests.Servers;
using PidMigration.Databases;
using PidMigration.Databases.Indexes;

namespace PidMigration.Database.Tests.Indexes;

/// <summary>
/// Indexes and foreign keys that are taken off come back exactly as they were, wherever it was broken off.
/// </summary>
public abstract class IndexContract<TServer>
    where TServer : TestServer, new()
{
    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected TServer Server { get; } = new();

    /// <summary>SQL that makes the table <c>many</c>, with every kind of index, and the tables around it.</summary>
    protected abstract string Schema { get; }

    /// <summary>What of <c>many</c> comes off, in order.</summary>
    protected abstract string[] Droppable { get; }

    /// <summary>What of it stays.</summary>
    protected abstract string[] Kept { get; }

    /// <summary>SQL that puts a few rows into <c>many</c>.</summary>
    protected abstract string Fill { get; }

    /// <summary>
    /// SQL that puts a row there that only a unique index would refuse, the index, and the value that it would be
    /// refused for.
    /// </summary>
    protected abstract (string Insert, string Index, string Value, string Mend) Double { get; }

    /// <summary>The whole schema in the server's own words.</summary>
    protected abstract Task<string> ShowAsync(TestDatabase database);

    /// <summary>SQL that makes something else of an index of <c>many</c>, and its name.</summary>
    protected abstract (string Sql, string Name) Change { get; }

    protected static TableName Many { get; } = new(null, "many");

    [Fact]
    public async Task Every_kind_of_index_is_restored_exactly()
    {
        await using var database = await MakeAsync();
        var before = await ShowAsync(database);
        await using var target = await OpenAsync(database);
        var list = await target.Indexes.ReadAsync(Many, Stop);
        Assert.Null(list.Refusal);
        Assert.Equal(Droppable, list.Droppable.Select(Named));
        Assert.Equal(Kept.Order(), list.Kept.Select(k => k.Name).Distinct().Order());
        Assert.Equal(before, await ShowAsync(database));

        Assert.Equal(list.Droppable, await target.Indexes.DropAsync(Many, list.Droppable, Stop));
        Assert.Empty((await target.Indexes.ReadAsync(Many, Stop)).Droppable);
        Assert.NotEqual(before, await ShowAsync(database));
        Assert.Empty(await target.Indexes.DropAsync(Many, list.Droppable, Stop));
        await database.RunAsync(Fill);
        var outcome = await target.Indexes.RestoreAsync(Many, list.Droppable, Stop);
        outcome.AssertComplete();
        Assert.Equal(list.Droppable, outcome.Created);
        Assert.Empty(outcome.AlreadyPresent);
        Assert.Equal(before, await ShowAsync(database));
        Assert.Equal(Droppable, (await target.Indexes.ReadAsync(Many, Stop)).Droppable.Select(Named));

        var again = await target.Indexes.RestoreAsync(Many, list.Droppable, Stop);
        Assert.Equal(list.Droppable, again.AlreadyPresent);
        Assert.Empty(again.Created);
        Assert.Equal(outcome.Unvalidated, again.Unvalidated);
        Assert.Equal(before, await ShowAsync(database));
    }

    [Theory]
    [InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5)]
    public async Task An_interrupted_restore_can_be_completed_from_any_point(int seed)
    {
        await using var database = await MakeAsync();
        var before = await ShowAsync(database);
        string written;
        await using (var target = await OpenAsync(database))
        {
            var list = (await target.Indexes.ReadAsync(Many, Stop)).Droppable;
            written = IndexDefinition.ToJson(list);
            // A foreign key goes with what it needs; of the others, some.
            var random = new Random(seed);
            await target.Indexes.DropAsync(
                Many,
                seed == 0
                    ? [list.First(d => d.Kind == IndexKind.Index)]
                    : [.. list.Where(d => d.Kind == IndexKind.ForeignKey || random.Next(2) == 0)],
                Stop
            );
        }

        await database.RunAsync(Fill);
        await using var other = await OpenAsync(database);
        (await other.Indexes.RestoreAsync(Many, IndexDefinition.FromJson(written), Stop)).AssertComplete();
        Assert.Equal(before, await ShowAsync(database));
    }

    [Fact]
    public async Task A_duplicate_value_prevents_only_its_own_index()
    {
        await using var database = await MakeAsync();
        var before = await ShowAsync(database);
        await using var target = await OpenAsync(database);
        var list = (await target.Indexes.ReadAsync(Many, Stop)).Droppable;
        await target.Indexes.DropAsync(Many, list, Stop);
        await database.RunAsync(Fill + Double.Insert);
        var outcome = await target.Indexes.RestoreAsync(Many, list, Stop);
        var (failed, error) = outcome.Failed[0];
        Assert.Equal(("PID1921", Double.Index), (error.Code, failed.Name));
        Assert.Contains(Double.Index, error.Message, StringComparison.Ordinal);
        Assert.Contains(Double.Value, error.Message, StringComparison.Ordinal);
        Assert.All(outcome.Failed.Skip(1), f => Assert.Equal(IndexKind.ForeignKey, f.Definition.Kind));
        Assert.Equal(list.Count, outcome.Created.Count + outcome.Failed.Count);

        await database.RunAsync(Double.Mend);
        (await target.Indexes.RestoreAsync(Many, list, Stop)).AssertComplete();
        Assert.Equal(before, await ShowAsync(database));
    }

    [Fact]
    public async Task Indexes_changed_by_others_are_left_alone()
    {
        await using var database = await MakeAsync();
        await using var target = await OpenAsync(database);
        var list = (await target.Indexes.ReadAsync(Many, Stop)).Droppable;
        await database.RunAsync(Change.Sql);
        var before = await ShowAsync(database);
        var error = await Assert.ThrowsAsync<Failures.MigrationException>(async () =>
            await target.Indexes.DropAsync(Many, list, Stop)
        );
        Assert.Equal("PID1923", error.Code);
        var outcome = await target.Indexes.RestoreAsync(Many, list, Stop);
        Assert.Equal(
            ("PID1923", Change.Name),
            (outcome.Failed.Single().Error.Code, outcome.Failed.Single().Definition.Name)
        );
        Assert.Equal(before, await ShowAsync(database));
    }

    [Fact]
    public async Task All_indexes_of_the_PID_database_are_restored()
    {
        Server.Need();
        await using var database = await SharedSources.MakeAsync(Server, new PidDatabaseOptions { Empty = true });
        var before = await ShowAsync(database);
        await using var target = await OpenAsync(database);
        var lists = new List<IndexInventory>();
        foreach (var table in PidTables.All)
            lists.Add(await target.Indexes.ReadAsync(new TableName(null, table.Name), Stop));
        Assert.All(lists, l => Assert.Null(l.Refusal));
        Assert.NotEmpty(lists.Single(l => l.Table.Name == "pid_pid").Droppable);
        foreach (var list in lists)
            Assert.Equal(list.Droppable, await target.Indexes.DropAsync(list.Table, list.Droppable, Stop));
        foreach (var list in lists)
            (await target.Indexes.RestoreAsync(list.Table, list.Droppable, Stop)).AssertComplete();
        Assert.Equal(before, await ShowAsync(database));
    }

    protected static Task<Target> OpenAsync(TestDatabase database) => OpenAsync(database.Address);

    protected static Task<Target> OpenAsync(DatabaseAddress address) =>
        new Databases.Database(address).OpenTargetAsync(Stop);

    protected async Task<TestDatabase> MakeAsync()
    {
        Server.Need();
        var database = await Server.CreateAsync();
        await database.RunAsync(Schema);
        return database;
    }

    private static string Named(IndexDefinition definition) => definition.Name;
}
