using PidMigration.Databases;
using PidMigration.Failures;

namespace PidMigration.Copying.Loading;

/// <summary>
/// The source's snapshot, as long as it lives. One that was lost with its connection is replaced only where the source
/// can show that nothing was written since: all rows of a run belong to one instant.
/// </summary>
internal sealed class RenewableSnapshot(DatabaseAddress address, Snapshot first, int readers, StallTimeout stallTimeout)
    : IAsyncDisposable
{
    /// <summary>One task at a time probes and replaces.</summary>
    private readonly SemaphoreSlim _renewal = new(1);

    /// <summary>Written under <see cref="_renewal"/>, read by any task as one reference.</summary>
    private volatile Snapshot _current = first;

    /// <summary>
    /// The snapshot. A task that reads from one that was replaced meanwhile fails, and is retried with the next one.
    /// </summary>
    public Snapshot Current => _current;

    /// <summary>Makes sure that the snapshot lives, or opens another one of the same data.</summary>
    /// <exception cref="MigrationException">PID1910: it is lost, and the source was, or may have been, written
    /// since.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        await _renewal.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await stallTimeout
                .RunAsync(stop => _current.ProbeAsync(stop), address, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is not OperationCanceledException)
        {
            await ReplaceAsync(e, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _renewal.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _current.DisposeAsync().ConfigureAwait(false);
        _renewal.Dispose();
    }

    private async Task ReplaceAsync(Exception reason, CancellationToken cancellationToken)
    {
        var next = await stallTimeout
            .RunAsync(
                stop => DatabaseDrivers.For(address).OpenSnapshotAsync(address, readers, stop),
                address,
                cancellationToken
            )
            .ConfigureAwait(false);
        if (next.Position is null || next.Position != _current.Position)
        {
            var isKnown = next.Position is not null && _current.Position is not null;
            await next.DisposeAsync().ConfigureAwait(false);
            throw LedgerErrors.SourceMoved(address.ToString(), isKnown, reason);
        }

        _current.Abandon();
        _current = next;
    }
}
