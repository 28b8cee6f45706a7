using System.Data.Common;
using PidMigration.Databases.Resilience;

namespace PidMigration.Databases;

/// <summary>
/// Connections that were all opened at the snapshot's instant: no other one could see it. When all are in use, a caller
/// waits.
/// </summary>
internal sealed class FixedConnectionPool : SnapshotConnectionPool
{
    private readonly List<DbConnection> _living;
    private readonly SemaphoreSlim _available;

    public FixedConnectionPool(params IReadOnlyList<DbConnection> connections)
    {
        _living = [.. connections];
        _available = new SemaphoreSlim(connections.Count);
        foreach (var connection in connections.Reverse())
            Idle.Push(connection);
    }

    /// <inheritdoc/>
    public override int Size
    {
        get
        {
            lock (Gate)
                return _living.Count;
        }
    }

    /// <inheritdoc/>
    public override async Task<ConnectionLease> TakeAsync(CancellationToken cancellationToken)
    {
        await _available.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (PopIdle() is { } idle)
            return idle;
        // Only the end of the snapshot lets a caller pass without a connection: the next one shall not wait, either.
        _available.Release();
        throw Ended();
    }

    /// <inheritdoc/>
    public override ConnectionLease? TryTake()
    {
        if (!_available.Wait(0, CancellationToken.None))
            return null;
        var lease = PopIdle();
        if (lease is null)
            _available.Release();
        return lease;
    }

    /// <inheritdoc/>
    /// <remarks>The last one stays even if it is broken: its next user meets what is wrong with it.</remarks>
    public override void Return(DbConnection connection, bool usable)
    {
        lock (Gate)
        {
            var stays = !HasEnded && (usable || _living.Count == 1);
            if (stays)
                Idle.Push(connection);
            else
                _living.Remove(connection);
            if (stays || HasEnded)
                _available.Release();
            if (stays)
                return;
        }

        BestEffortDisposal.InBackground(connection);
    }

    /// <summary>Closes all of them, those in use as well.</summary>
    public override async ValueTask DisposeAsync()
    {
        List<DbConnection> closing;
        lock (Gate)
        {
            HasEnded = true;
            closing = [.. _living];
            Idle.Clear();
        }

        // Callers that wait need not wait any longer.
        if (closing.Count > 0)
            _available.Release(closing.Count);
        foreach (var connection in closing)
            await connection.DisposeAsync().ConfigureAwait(false);
    }
}
