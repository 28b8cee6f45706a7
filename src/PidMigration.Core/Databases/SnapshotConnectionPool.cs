using System.Data.Common;

namespace PidMigration.Databases;

/// <summary>
/// A snapshot's connections, which all see the same instant. Each is used by one at a time; who comes when all are taken waits.
/// Either there are no more than there were at first, or another one is opened whenever none is idle.
/// </summary>
internal sealed class SnapshotConnectionPool : IAsyncDisposable
{
    private readonly Func<DbConnection>? _open;
    private readonly List<DbConnection> _living = [];
    private readonly Stack<DbConnection> _idle = [];
    private readonly SemaphoreSlim _free;
    private bool _ended;

    public SnapshotConnectionPool(params IReadOnlyList<DbConnection> sessions)
    {
        _free = new SemaphoreSlim(sessions.Count);
        _living.AddRange(sessions);
        foreach (var session in sessions.Reverse())
            _idle.Push(session);
    }

    /// <summary>As many as are asked for at a time.</summary>
    public SnapshotConnectionPool(Func<DbConnection> open) => (_open, _free) = (open, new SemaphoreSlim(int.MaxValue));

    /// <summary>How many can be used side by side.</summary>
    public int Size
    {
        get
        {
            lock (_idle)
                return _open is null ? _living.Count : int.MaxValue;
        }
    }

    /// <summary>Waits until one of them is free.</summary>
    /// <exception cref="IOException">The snapshot has ended meanwhile.</exception>
    public async Task<ConnectionLease> TakeAsync(CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (Pop() is { } idle)
            return idle;
        try
        {
            if (_open is null || _ended)
                throw new IOException("The snapshot has ended.");
            var opened = await Task.Run(_open, cancellationToken).ConfigureAwait(false);
            return new ConnectionLease(this, opened);
        }
        catch
        {
            _free.Release();
            throw;
        }
    }

    /// <summary>One that is free now; null when none is.</summary>
    public ConnectionLease? TryTake()
    {
        if (!_free.Wait(0, CancellationToken.None))
            return null;
        var lease = Pop();
        // Another one could be opened, or the pool has ended: either way nothing was taken.
        if (lease is null)
            _free.Release();
        return lease;
    }

    /// <summary>Takes one back. A broken one is closed; the last one stays, for its next user to meet what is wrong with it.</summary>
    public void Return(DbConnection session, bool usable)
    {
        lock (_idle)
        {
            var stays = !_ended && (usable || _open is null && _living.Count == 1);
            if (stays)
                _idle.Push(session);
            else
                _living.Remove(session);
            if (stays || _ended || _open is not null)
                _free.Release();
            if (stays)
                return;
        }

        BestEffortDisposal.InBackground(session);
    }

    /// <summary>Closes them; of those that are opened as they are needed, the idle ones: the others' users end them.</summary>
    public async ValueTask DisposeAsync()
    {
        List<DbConnection> closing;
        lock (_idle)
        {
            _ended = true;
            closing = _open is null ? [.. _living] : [.. _idle];
            _idle.Clear();
        }

        // Whoever waits need not wait any longer.
        if (_open is null)
            _free.Release(closing.Count);

        foreach (var session in closing)
            await session.DisposeAsync().ConfigureAwait(false);
    }

    private ConnectionLease? Pop()
    {
        lock (_idle)
            return _idle.TryPop(out var session) ? new ConnectionLease(this, session) : null;
    }
}
