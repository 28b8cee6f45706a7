using System.Collections.Concurrent;
using PidMigration.Databases;

namespace PidMigration.Copying.Loading;

/// <summary>
/// The target's sessions that load, opened when they are needed. Any task may take and return one: each field is safe
/// for that by itself.
/// </summary>
internal sealed class TargetConnectionPool(DatabaseAddress address, Target first) : IAsyncDisposable
{
    private readonly ConcurrentBag<RenewableTarget> _idle = [];
    private readonly ConcurrentDictionary<RenewableTarget, bool> _all = [];
    private readonly ConcurrentQueue<RenewableTarget> _discarded = [];

    /// <summary>The session that was open from the start, until it is taken (by an atomic exchange).</summary>
    private Target? _first = first;

    /// <summary>A session that no other task uses.</summary>
    public async Task<RenewableTarget> TakeAsync(CancellationToken cancellationToken)
    {
        if (_idle.TryTake(out var idle))
            return idle;
        var target =
            Interlocked.Exchange(ref _first, null)
            ?? await DatabaseDrivers.For(address).OpenTargetAsync(address, cancellationToken).ConfigureAwait(false);
        var connection = await RenewableTarget.OpenAsync(target, cancellationToken).ConfigureAwait(false);
        _all[connection] = true;
        return connection;
    }

    public void Return(RenewableTarget connection) => _idle.Add(connection);

    /// <summary>Closes a session in which something went wrong, without waiting for it.</summary>
    public void Discard(RenewableTarget connection)
    {
        if (!_all.TryRemove(connection, out _))
            return;
        connection.Target.Abandon();
        _discarded.Enqueue(connection);
    }

    /// <summary>
    /// Ends what is left of discarded sessions on the server: what they had not committed must not block anything.
    /// </summary>
    public async Task TerminateDiscardedAsync(RenewableTarget by, CancellationToken cancellationToken)
    {
        while (_discarded.TryPeek(out var discarded))
        {
            await discarded.TerminateAsync(by.Target, cancellationToken).ConfigureAwait(false);
            _discarded.TryDequeue(out _);
        }
    }

    /// <summary>Closes all sessions, the one from the start, too, if it was taken.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _all.Keys)
            await connection.Target.DisposeAsync().ConfigureAwait(false);
    }
}
