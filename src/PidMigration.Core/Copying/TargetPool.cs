using System.Collections.Concurrent;
using PidMigration.Databases;

namespace PidMigration.Copying;

/// <summary>The target's sessions that write side by side, and the batches that go round between them and the source.</summary>
internal sealed class TargetPool(DatabaseAddress address, Target first) : IAsyncDisposable
{
    private readonly ConcurrentBag<CopyLane> _idle = [];
    private readonly ConcurrentBag<CopyLane> _all = [];
    private Target? _unused = first;

    /// <summary>The batches; they are needed while rows are loaded, sessions longer.</summary>
    public BatchRing.Pool Rings { get; } = new();

    /// <summary>A lane that nobody uses; opened when there is none.</summary>
    public async Task<CopyLane> TakeAsync(CancellationToken cancellationToken)
    {
        if (_idle.TryTake(out var lane)) return lane;
        var target = Interlocked.Exchange(ref _unused, null) ?? await DatabaseDrivers.For(address).OpenTargetAsync(address, cancellationToken).ConfigureAwait(false);
        lane = await CopyLane.OpenAsync(target, cancellationToken).ConfigureAwait(false);
        _all.Add(lane);
        return lane;
    }

    /// <summary>Gives a lane back.</summary>
    public void Return(CopyLane lane) => _idle.Add(lane);

    /// <summary>Closes the sessions; the first one is its giver's as well.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var lane in _all) await lane.Target.DisposeAsync().ConfigureAwait(false);
    }
}
