using System.Collections.Concurrent;
using PidMigration.Databases;

namespace PidMigration.Copying;

/// <summary>The target's sessions that write side by side, and the batches that go round between them and the source.</summary>
internal sealed class TargetConnectionPool(DatabaseAddress address, Target first) : IAsyncDisposable
{
    private readonly ConcurrentBag<RenewableTarget> _idle = [];
    private readonly ConcurrentDictionary<RenewableTarget, bool> _all = [];
    private readonly ConcurrentQueue<RenewableTarget> _discarded = [];
    private Target? _unused = first;

    /// <summary>The batches; they are needed while rows are loaded, sessions longer.</summary>
    public BatchBuffers.BatchBufferPool Buffers { get; } = new();

    /// <summary>A lane that nobody uses; opened when there is none.</summary>
    public async Task<RenewableTarget> TakeAsync(CancellationToken cancellationToken)
    {
        if (_idle.TryTake(out var lane))
            return lane;
        var target =
            Interlocked.Exchange(ref _unused, null)
            ?? await DatabaseDrivers.For(address).OpenTargetAsync(address, cancellationToken).ConfigureAwait(false);
        lane = await RenewableTarget.OpenAsync(target, cancellationToken).ConfigureAwait(false);
        _all[lane] = true;
        return lane;
    }

    public void Return(RenewableTarget lane) => _idle.Add(lane);

    /// <summary>Closes a lane in which something went wrong, without waiting for it.</summary>
    public void Discard(RenewableTarget lane)
    {
        if (!_all.TryRemove(lane, out _))
            return;
        lane.Target.Abandon();
        _discarded.Enqueue(lane);
    }

    /// <summary>Ends, on the server, what is left there of discarded lanes: what they had not committed must not hold up anything.</summary>
    public async Task TerminateDiscardedAsync(RenewableTarget by, CancellationToken cancellationToken)
    {
        while (_discarded.TryPeek(out var lane))
        {
            await lane.EndAsync(by.Target, cancellationToken).ConfigureAwait(false);
            _discarded.TryDequeue(out _);
        }
    }

    /// <summary>Closes the sessions; the first one is its giver's as well.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var lane in _all.Keys)
            await lane.Target.DisposeAsync().ConfigureAwait(false);
    }
}
