using System.Collections.Concurrent;

namespace PidMigration.Copying.Loading;

/// <summary>
/// Buffers that go from range to range and from model to model, so that memory stays the same. Buffers that aren't
/// returned are left to the collector: after a failure, a driver's thread may still write into them.
/// </summary>
internal sealed class BatchBufferPool
{
    private readonly ConcurrentBag<BatchBuffers> _idle = [];

    public BatchBuffers Take(int columns)
    {
        if (!_idle.TryTake(out var buffers))
            buffers = new BatchBuffers();
        foreach (var batch in buffers.InFlight)
            batch.Reset(columns);
        return buffers;
    }

    public void Return(BatchBuffers buffers) => _idle.Add(buffers);
}
