using System.Collections.Concurrent;
using PidMigration.Rows;

namespace PidMigration.Copying;

/// <summary>The batches that go round between one reader and one loader. Rings go from model to model, so that memory stays the same.</summary>
internal sealed class BatchBuffers
{
    private const int BuffersInFlight = 2;

    public IReadOnlyList<RowBatch> Batches { get; } =
    [.. Enumerable.Range(0, BuffersInFlight).Select(_ => new RowBatch(1))];

    /// <summary>What a batch is converted into.</summary>
    public RowBatch Converted { get; } = new(1);

    /// <summary>The rings that nobody uses. One that is not given back is lost to it: somebody may be at it still.</summary>
    internal sealed class BatchBufferPool
    {
        private readonly ConcurrentBag<BatchBuffers> _idle = [];

        /// <summary>A ring for rows of so many fields.</summary>
        public BatchBuffers Take(int columns)
        {
            if (!_idle.TryTake(out var ring))
                ring = new BatchBuffers();
            foreach (var batch in ring.Batches)
                batch.Reset(columns);
            return ring;
        }

        public void Return(BatchBuffers ring) => _idle.Add(ring);
    }
}
