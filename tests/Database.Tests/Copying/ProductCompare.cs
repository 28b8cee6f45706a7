using PidMigration.Comparing;
using PidMigration.Database.Tests.Servers;
using PidMigration.Sessions;
using PidMigration.Syncing;

namespace PidMigration.Database.Tests.Copying;

/// <summary>Comparing and repairing, as the cmdlets drive them.</summary>
internal static class ProductCompare
{
    public static async Task<(
        IReadOnlyList<PidComparison> Results,
        IReadOnlyList<PidDifference> Differences
    )> CompareAsync(
        TestDatabase from,
        TestDatabase into,
        CompareOptions? options = null,
        params IReadOnlyList<string> models
    )
    {
        var token = TestContext.Current.CancellationToken;
        await using var run = await ProductCopy
            .Between(from, into)
            .PrepareCompareAsync(models, (options ?? new CompareOptions()) with { Detailed = true }, token);
        var results = new List<PidComparison>();
        var differences = new List<PidDifference>();
        await foreach (var e in run.RunAsync(token))
        {
            if (e is CompareEvent.Found found)
                differences.Add(found.Difference);
            if (e is not CompareEvent.Ended ended)
                continue;
            if (ended.Error is not null)
                throw ended.Error;
            results.Add(ended.Result);
        }

        return (results, differences);
    }

    /// <summary>
    /// Compares by both ways, which have to agree, and gives what they found, each as <c>model/key/kind/column</c>.
    /// </summary>
    public static async Task<IReadOnlyList<string>> FindAsync(
        TestDatabase from,
        TestDatabase into,
        CompareOptions? options = null,
        params IReadOnlyList<string> models
    )
    {
        var (results, differences) = await CompareAsync(from, into, options, models);
        var (fastResults, fastDifferences) = await CompareAsync(
            from,
            into,
            (options ?? new CompareOptions()) with
            {
                Fast = true,
            },
            models
        );
        Assert.Equal(
            results.Select(r => r with { Elapsed = default }),
            fastResults.Select(r => r with { Elapsed = default })
        );
        Assert.Equal(differences, fastDifferences);
        return [.. differences.Select(d => $"{d.Model}/{d.Key}/{d.Kind}/{d.Column}")];
    }

    public static Task<IReadOnlyDictionary<string, PidSyncResult>> SyncAsync(
        TestDatabase from,
        TestDatabase into,
        CompareOptions? options = null,
        Action<SyncRun>? decide = null,
        params IReadOnlyList<string> models
    ) => SyncAsync(ProductCopy.Between(from, into), options, decide, models);

    public static async Task<IReadOnlyDictionary<string, PidSyncResult>> SyncAsync(
        MigrationSession session,
        CompareOptions? options = null,
        Action<SyncRun>? decide = null,
        params IReadOnlyList<string> models
    )
    {
        var token = TestContext.Current.CancellationToken;
        await using var run = await session.PrepareSyncAsync(models, options ?? new CompareOptions(), token);
        await foreach (var e in run.CompareAsync(token))
            if (e is CompareEvent.Ended { Error: { } error })
                throw error;
        decide?.Invoke(run);
        var results = new Dictionary<string, PidSyncResult>();
        await foreach (var e in run.RunAsync(token))
        {
            if (e is not SyncEvent.Ended ended)
                continue;
            if (ended.Error is not null)
                throw ended.Error;
            results.Add(ended.Result.Model, ended.Result);
        }

        return results;
    }
}
