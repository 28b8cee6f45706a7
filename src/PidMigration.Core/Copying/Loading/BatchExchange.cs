using System.Threading.Channels;
using PidMigration.Rows;

namespace PidMigration.Copying.Loading;

/// <summary>
/// What connects a range's reader and its loader: filled batches go one way, empty ones come back. A batch belongs to
/// who holds it.
/// </summary>
internal sealed class BatchExchange
{
    public BatchExchange(BatchBuffers buffers)
    {
        Filled = Channel.CreateBounded<RowBatch>(buffers.InFlight.Count);
        Empty = Channel.CreateBounded<RowBatch>(buffers.InFlight.Count);
        Converted = buffers.Converted;
        foreach (var batch in buffers.InFlight)
            Empty.Writer.TryWrite(batch);
    }

    /// <summary>Batches that the reader has filled; the reader completes it, with its error where it failed.</summary>
    public Channel<RowBatch> Filled { get; }

    /// <summary>Batches that the loader is done with.</summary>
    public Channel<RowBatch> Empty { get; }

    /// <summary>The loader's own.</summary>
    public RowBatch Converted { get; }
}
