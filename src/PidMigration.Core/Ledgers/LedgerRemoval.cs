using System.Globalization;
using PidMigration.Databases;
using PidMigration.Failures;

namespace PidMigration.Ledgers;

/// <summary>A removal of the ledger that is ready to run; nothing is removed yet. It holds the target's lock: no run is cut off from its ledger.</summary>
public sealed class LedgerRemoval : IAsyncDisposable
{
    private readonly DatabaseAddress _address;
    private readonly TargetLock _lock;

    private LedgerRemoval(DatabaseAddress address, TargetLock taken, bool exists, IReadOnlyList<LedgerRun> runs)
    {
        (_address, _lock, Exists) = (address, taken, exists);
        Open = runs.FirstOrDefault(r => r.IsOpen)?.Run;
        Owed = [.. runs.SelectMany(r => r.Entries).Where(e => e.Owed is not null).Select(e => e.Model).Distinct()];
        What = string.Create(CultureInfo.InvariantCulture, $"Remove the ledger with its {runs.Count:N0} runs from {address.ShortName}");
    }

    /// <summary>Whether there is a ledger.</summary>
    public bool Exists { get; }

    /// <summary>The run that could be resumed by it; null for none.</summary>
    public string? Open { get; }

    /// <summary>The models whose indexes or foreign keys it alone knows.</summary>
    public IReadOnlyList<string> Owed { get; }

    /// <summary>What is to be done, for the question.</summary>
    public string What { get; }

    /// <summary>Removes it.</summary>
    /// <exception cref="MigrationException">PID1914: it is the only one that knows of indexes which are not back yet; PID1902: the server refused.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        if (Owed.Count > 0) throw Errors.LedgerOwes(string.Join(", ", Owed));
        try
        {
            await _lock.Session.ExecuteAsync($"DROP TABLE {Ledger.TableName}", cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw DatabaseDrivers.For(_address).Failures.Translate(e, _address, Ledger.TableName, true, (why, inner) => Errors.LedgerUnusable(_address.ToString(), why, null, inner));
        }
    }

    /// <summary>Gives the lock back.</summary>
    public ValueTask DisposeAsync() => _lock.DisposeAsync();

    internal static async Task<LedgerRemoval> PrepareAsync(DatabaseAddress address, CancellationToken cancellationToken)
    {
        var taken = await TargetLock.TakeAsync(address, cancellationToken).ConfigureAwait(false);
        try
        {
            var exists = await taken.Session.HasTableAsync(Ledger.TableName, cancellationToken).ConfigureAwait(false);
            return new LedgerRemoval(address, taken, exists, await Ledger.ReadAsync(taken.Session, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception e) when (e is not MigrationException)
        {
            await taken.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
