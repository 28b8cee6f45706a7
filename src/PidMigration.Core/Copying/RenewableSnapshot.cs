using PidMigration.Databases;
using PidMigration.Failures;

namespace PidMigration.Copying;

/// <summary>
/// The source's snapshot, as long as it lives. One that was lost with its connection is replaced only where the source can show
/// that nothing was written since: all rows of a run belong to one instant.
/// </summary>
internal sealed class RenewableSnapshot(DatabaseAddress address, Snapshot first, int readers, StallTimeout patience)
    : IAsyncDisposable
{
    private readonly SemaphoreSlim _one = new(1);

    public Snapshot Snapshot { get; private set; } = first;

    /// <summary>Makes sure that the snapshot lives, or takes another one of the same data.</summary>
    /// <exception cref="MigrationException">PID1910: it is lost, and the source was, or may have been, written since.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await patience
                .RunAsync(stop => Snapshot.ProbeAsync(stop), address, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is not OperationCanceledException)
        {
            await ReplaceAsync(e, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Snapshot.DisposeAsync().ConfigureAwait(false);
        _one.Dispose();
    }

    private async Task ReplaceAsync(Exception reason, CancellationToken cancellationToken)
    {
        var next = await patience
            .RunAsync(
                stop => DatabaseDrivers.For(address).OpenSnapshotAsync(address, readers, stop),
                address,
                cancellationToken
            )
            .ConfigureAwait(false);
        if (next.Position is null || next.Position != Snapshot.Position)
        {
            var told = next.Position is not null && Snapshot.Position is not null;
            await next.DisposeAsync().ConfigureAwait(false);
            throw LedgerErrors.SourceMoved(address.ToString(), told, reason);
        }

        Snapshot.Abandon();
        Snapshot = next;
    }
}
