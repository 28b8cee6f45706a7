using System.Globalization;
using PidMigration.Databases;
using PidMigration.Failures;

namespace PidMigration.Ledgers;

/// <summary>A removal of the ledger that is ready to run; nothing is removed yet. It holds the target's lock: no run is cut off from its ledger.</summary>
public sealed class LedgerRemoval : IAsyncDisposable
{
    private readonly DatabaseAddress _address;
    private readonly TargetLock _lock;

    /// <param name="address">The target.</param>
    /// <param name="taken">Its lock.</param>
    /// <param name="exists">Whether there is a ledger.</param>
    /// <param name="runs">Its runs; null where its lines are not whole: that one can only be removed.</param>
    /// <param name="owed">The models whose lines have something to put back.</param>
    private LedgerRemoval(
        DatabaseAddress address,
        TargetLock taken,
        bool exists,
        IReadOnlyList<LedgerRun>? runs,
        IReadOnlyList<string> owed
    )
    {
        (_address, _lock, Exists, ModelsWithDeferredIndexes) = (address, taken, exists, owed);
        ResumableRun = runs?.FirstOrDefault(r => r.IsOpen)?.Run;
        Description = runs is null
            ? $"Remove the damaged ledger from {address.ShortName}"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Remove the ledger with its {runs.Count:N0} {(runs.Count == 1 ? "run" : "runs")} from {address.ShortName}"
            );
    }

    /// <summary>Whether there is a ledger.</summary>
    public bool Exists { get; }

    /// <summary>The run that could be resumed by it; null for none.</summary>
    public string? ResumableRun { get; }

    /// <summary>The models whose indexes or foreign keys it alone knows.</summary>
    public IReadOnlyList<string> ModelsWithDeferredIndexes { get; }

    /// <summary>What is to be done, for the question.</summary>
    public string Description { get; }

    /// <summary>Removes it.</summary>
    /// <exception cref="MigrationException">PID1914: it is the only one that knows of indexes which are not back yet; PID1902: the server refused.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        if (ModelsWithDeferredIndexes.Count > 0)
            throw LedgerErrors.LedgerOwes(string.Join(", ", ModelsWithDeferredIndexes));
        try
        {
            await _lock.Session.ExecuteAsync($"DROP TABLE {Ledger.TableName}", cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw DatabaseDrivers
                .For(_address)
                .Failures.Translate(
                    e,
                    _address,
                    Ledger.TableName,
                    true,
                    (why, inner) => LedgerErrors.LedgerUnusable(_address.ToString(), why, null, inner)
                );
        }
    }

    /// <summary>Gives the lock back.</summary>
    public ValueTask DisposeAsync() => _lock.DisposeAsync();

    internal static async Task<LedgerRemoval> PrepareAsync(DatabaseAddress address, CancellationToken cancellationToken)
    {
        var taken = await TargetLock.TakeAsync(address, cancellationToken).ConfigureAwait(false);
        try
        {
            if (!await taken.Session.HasTableAsync(Ledger.TableName, cancellationToken).ConfigureAwait(false))
                return new LedgerRemoval(address, taken, false, [], []);
            // Asked by itself: what is to be put back must not be lost with a ledger that is damaged elsewhere.
            var owed = await taken
                .Session.QueryAsync(
                    $"SELECT DISTINCT model FROM {Ledger.TableName} WHERE owed IS NOT NULL ORDER BY model",
                    cancellationToken
                )
                .ConfigureAwait(false);
            return new LedgerRemoval(
                address,
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
