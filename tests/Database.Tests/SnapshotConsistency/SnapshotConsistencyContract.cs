using PidMigration.Database.Tests.BadInput;
using PidMigration.Database.Tests.Servers;
using PidMigration.Databases;
using PidMigration.Rows;

namespace PidMigration.Database.Tests.SnapshotConsistency;

/// <summary>
/// A source that is read by several connections shows all of them the same, however busily others write.
/// </summary>
public abstract class SnapshotConsistencyContract<TServer>
    where TServer : TestServer, new()
{
    private const int Asked = 3;

    private readonly TServer _server = new();

    /// <summary>How many readers there are of three, while nobody writes.</summary>
    private protected abstract int AtRest { get; }

    /// <summary>What lets others write while somebody reads.</summary>
    private protected virtual string LetWrite => "";

    [Fact]
    public async Task Concurrent_readers_see_the_same_rows_while_others_write()
    {
        _server.Need();
        await using var source = await _server.CreateAsync(RefusalFixture.Thing);
        if (LetWrite.Length > 0)
            await source.RunAsync(LetWrite);
        // Open to the end: the last one that closes a file of SQLite's tidies up behind itself, and locks it for that.
        await using var still = await OpenAtRestAsync(source);
        Assert.Equal(AtRest, Math.Min(still.MaxConcurrentReaders, Asked));

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var writing = WriteAsync(source, stop.Token);
        long first = -1,
            last = 0;
        var crowds = 0;
        for (var round = 0; round < 40; round++)
        {
            await using var snapshot = await OpenAsync(source);
            var seen = await CountAllAsync(snapshot, source);
            var told = await snapshot.CountAsync(
                new Catalog.Table(new Catalog.TableName(null, "thing"), []),
                null,
                TestContext.Current.CancellationToken
            );
            Assert.All(seen, rows => Assert.Equal(told, rows));
            if (seen.Count > 1)
                crowds++;
            if (first < 0)
                first = told;
            last = told;
        }

        await stop.CancelAsync();
        await writing;
        Assert.True(last > first, $"Nobody wrote: {first} rows at first, {last} at last.");
        if (AtRest > 1)
            Assert.True(crowds > 0, "No two readers ever met.");
    }

    /// <summary>Opens it while nobody writes: other tests do so to the same server now and then.</summary>
    private async Task<Snapshot> OpenAtRestAsync(TestDatabase source)
    {
        for (var attempt = 0; ; attempt++)
        {
            var snapshot = await OpenAsync(source);
            if (snapshot.MaxConcurrentReaders >= AtRest || attempt == 50)
                return snapshot;
            await snapshot.DisposeAsync();
        }
    }

    private static Task<Snapshot> OpenAsync(TestDatabase source) =>
        new Databases.Database(source.Address).OpenSnapshotAsync(Asked, TestContext.Current.CancellationToken);

    /// <summary>The rows that each of the readers gets, all of which are open before the first one reads.</summary>
    private static async Task<IReadOnlyList<long>> CountAllAsync(Snapshot snapshot, TestDatabase source)
    {
        var token = TestContext.Current.CancellationToken;
        var catalog = await new Databases.Database(source.Address).ReadCatalogAsync(token);
        var table = catalog.Tables.Single(t => t.Name.Name == "thing");
        var leases = new List<ConnectionLease>();
        for (var i = 0; i < Math.Min(snapshot.MaxConcurrentReaders, Asked); i++)
            leases.Add(await snapshot.TakeReaderAsync(token));
        var counts = new List<long>();
        foreach (var lease in leases)
        {
            await using var reader = await snapshot.OpenReaderAsync(
                lease,
                new ReadPlan(table, table.Columns, [], null),
                token
            );
            var batch = new RowBatch(table.Columns.Count);
            long rows = 0;
            do
            {
                reader.Fill(batch, BatchLimit.Default, token);
                rows += batch.Rows;
            } while (batch.Rows > 0);
            counts.Add(rows);
        }

        return counts;
    }

    private static async Task WriteAsync(TestDatabase source, CancellationToken stop)
    {
        var some = string.Concat(Enumerable.Repeat("INSERT INTO thing (name) VALUES ('new');\n", 100));
        while (!stop.IsCancellationRequested)
            await source.RunAsync(some);
    }
}
