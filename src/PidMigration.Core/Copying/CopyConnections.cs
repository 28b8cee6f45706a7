using PidMigration.Catalog;
using PidMigration.Copying.Loading;
using PidMigration.Databases;
using PidMigration.Databases.Resilience;
using PidMigration.Ledgers;

namespace PidMigration.Copying;

/// <summary>
/// What a prepared copy holds open, and closes at its end: the source's snapshot, the target's session and the ledger.
/// </summary>
internal sealed class CopyConnections : IAsyncDisposable
{
    public required Database Source { get; init; }

    public required Database Target { get; init; }

    public required RenewableSnapshot Snapshot { get; init; }

    /// <summary>The session that clears the target, and loads when the run begins to load.</summary>
    public required Target Writer { get; init; }

    public required DatabaseCatalog TargetCatalog { get; init; }

    /// <summary>The ledger, with the target's lock; null where only a plan is wanted.</summary>
    public Ledger? Ledger { get; init; }

    public async ValueTask DisposeAsync()
    {
        await BestEffortDisposal.WithTimeoutAsync(Snapshot).ConfigureAwait(false);
        await BestEffortDisposal.WithTimeoutAsync(Writer).ConfigureAwait(false);
        if (Ledger is not null)
            await BestEffortDisposal.WithTimeoutAsync(Ledger).ConfigureAwait(false);
    }
}
