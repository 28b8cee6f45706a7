using PidMigration.Rows;

namespace PidMigration.Copying.Loading;

/// <summary>
/// The batches of one reader and one loader: those that go back and forth between the two, and one to convert into.
/// </summary>
internal sealed class BatchBuffers
{
    private const int BuffersInFlight = 2;

    /// <summary>The batches that are filled by the reader and emptied by the loader, over and over.</summary>
    public IReadOnlyList<RowBatch> InFlight { get; } =
    [.. Enumerable.Range(0, BuffersInFlight).Select(_ => new RowBatch(1))];

    /// <summary>What the loader converts a batch into.</summary>
    public RowBatch Converted { get; } = new(1);
}
