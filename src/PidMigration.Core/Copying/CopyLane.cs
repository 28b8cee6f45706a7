using PidMigration.Databases;
using PidMigration.Rows;

namespace PidMigration.Copying;

/// <summary>A session of the target, and the batches that go round between reader and loader. They are kept from model to model: memory stays the same.</summary>
internal sealed class CopyLane(Target target)
{
    private const int BatchesOnTheWay = 2;

    /// <summary>The session.</summary>
    public Target Target { get; } = target;

    /// <summary>The batches.</summary>
    public IReadOnlyList<RowBatch> Batches { get; } = [.. Enumerable.Range(0, BatchesOnTheWay).Select(_ => new RowBatch(1))];
}
