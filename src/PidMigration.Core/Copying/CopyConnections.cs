using PidMigration.Catalog;
using PidMigration.Copying.Loading;
using PidMigration.Databases;
using PidMigration.Ledgers;

namespace PidMigration.Copying;

/// <summary>
/// What a prepared copy holds open, and closes at its end: the source's snapshot, the target's session and the ledger.
/// </summary>
internal sealed class CopyConnections : IAsyncDisposable
{
    public required DatabaseAddress Source { get; init; }

    public required DatabaseAddress Target { get; init; }

    public required RenewableSnapshot Snapshot { get; init; }

    /// <summary>The session that clears the target, and loads when the run begins to load.</summary>
    public required Target Writer { get; init; }

    /// <summary>What the target has.</summary>
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
