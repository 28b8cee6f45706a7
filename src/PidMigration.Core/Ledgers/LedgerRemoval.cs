using System.Globalization;
using PidMigration.Databases;
using PidMigration.Failures;

namespace PidMigration.Ledgers;

/// <summary>
/// A removal of the ledger that is ready to run; nothing is removed yet. It holds the target's lock, so that no run
/// loses its ledger.
/// </summary>
public sealed class LedgerRemoval : IAsyncDisposable
{
    private readonly Database _database;
    private readonly TargetLock _lock;

    /// <param name="database">The target.</param>
    /// <param name="taken">Its lock.</param>
    /// <param name="exists">Whether there is a ledger.</param>
    /// <param name="runs">Its runs; null where its lines are damaged: then it can only be removed.</param>
    /// <param name="owed">The models with indexes that are still dropped.</param>
    private LedgerRemoval(
        Database database,
        TargetLock taken,
        bool exists,
        IReadOnlyList<LedgerRun>? runs,
        IReadOnlyList<string> owed
    )
    {
        (_database, _lock, Exists, ModelsWithDeferredIndexes) = (database, taken, exists, owed);
        ResumableRun = runs?.FirstOrDefault(r => r.IsOpen)?.Run;
        Description = runs is null
            ? $"Remove the damaged ledger from {database.ShortName}"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Remove the ledger with its {runs.Count:N0} {(runs.Count == 1 ? "run" : "runs")} from "
                    + $"{database.ShortName}"
            );
    }

    public bool Exists { get; }

    /// <summary>The run that could be resumed by it; null for none.</summary>
    public string? ResumableRun { get; }

    /// <summary>The models with dropped indexes or foreign keys that only the ledger knows.</summary>
    public IReadOnlyList<string> ModelsWithDeferredIndexes { get; }

    /// <summary>What is to be done, for the question.</summary>
    public string Description { get; }

    /// <summary>Removes it.</summary>
    /// <exception cref="MigrationException">PID1914: only the ledger knows indexes that are still dropped; PID1902: the
    /// server refused.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        if (ModelsWithDeferredIndexes.Count > 0)
            throw LedgerErrors.LedgerOwes(string.Join(", ", ModelsWithDeferredIndexes));
        await _database
            .GuardWriteAsync(
                () => _lock.Session.ExecuteAsync($"DROP TABLE {LedgerTable.Name}", cancellationToken),
                LedgerTable.Name,
                (why, inner) => LedgerErrors.LedgerUnusable(_database.ToString(), why, null, inner)
            )
            .ConfigureAwait(false);
        return true;
    }

    public ValueTask DisposeAsync() => _lock.DisposeAsync();

    internal static async Task<LedgerRemoval> PrepareAsync(Database database, CancellationToken cancellationToken)
    {
        var taken = await TargetLock.TakeAsync(database, cancellationToken).ConfigureAwait(false);
        try
        {
            if (!await taken.Session.HasTableAsync(LedgerTable.Name, cancellationToken).ConfigureAwait(false))
                return new LedgerRemoval(database, taken, false, [], []);
            // A query of its own: dropped indexes must not be lost with a ledger that is damaged elsewhere.
            var owed = await taken
                .Session.QueryAsync(
                    $"SELECT DISTINCT model FROM {LedgerTable.Name} WHERE owed IS NOT NULL ORDER BY model",
                    cancellationToken
                )
                .ConfigureAwait(false);
            return new LedgerRemoval(
                database,
                taken,
                true,
                await ReadAsync(taken.Session, cancellationToken).ConfigureAwait(false),
                [.. owed.Select(l => l[0])]
            );
        }
        catch
        {
            await taken.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<IReadOnlyList<LedgerRun>?> ReadAsync(Target session, CancellationToken cancellationToken)
    {
        try
        {
            return await Ledger.ReadAsync(session, cancellationToken).ConfigureAwait(false);
        }
        catch (MigrationException e) when (e.Code == LedgerErrors.LedgerDamagedCode)
        {
            // Its message sends the user here.
            return null;
        }
    }
}
