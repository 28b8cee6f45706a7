using System.Data.Common;
using PidMigration.Databases.Resilience;

namespace PidMigration.Databases;

/// <summary>Connections that can enter the snapshot at any time: one is opened whenever none is idle.</summary>
internal sealed class GrowingConnectionPool(Func<DbConnection> open) : SnapshotConnectionPool
{
    /// <inheritdoc/>
    public override int Size => int.MaxValue;

    /// <inheritdoc/>
    public override async Task<ConnectionLease> TakeAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (PopIdle() is { } idle)
            return idle;
        lock (Gate)
            if (HasEnded)
                throw Ended();
        return new ConnectionLease(this, await Task.Run(open, cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public override ConnectionLease? TryTake() => PopIdle();

    /// <inheritdoc/>
    public override void Return(DbConnection connection, bool usable)
    {
        lock (Gate)
            if (usable && !HasEnded)
            {
                Idle.Push(connection);
                return;
            }

        BestEffortDisposal.InBackground(connection);
    }

    /// <summary>Closes the idle ones; a connection that is in use is closed when it is returned.</summary>
    public override async ValueTask DisposeAsync()
    {
        List<DbConnection> closing;
        lock (Gate)
        {
            HasEnded = true;
            closing = [.. Idle];
            Idle.Clear();
        }

        foreach (var connection in closing)
            await connection.DisposeAsync().ConfigureAwait(false);
    }
}
