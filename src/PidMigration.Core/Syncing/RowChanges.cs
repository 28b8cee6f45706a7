using PidMigration.Comparing;
using PidMigration.Rows;

namespace PidMigration.Syncing;

/// <summary>
/// What is to be written into one table: the keys of the rows, which are read again from the same instant when they are
/// written; whole rows where there is no key.
/// </summary>
internal sealed class RowChanges : IDifferenceSink
{
    private readonly IReadOnlyList<int> _fields;

    public RowChanges(ComparePlan plan)
    {
        _fields = plan.Key.Fields.Count > 0 ? plan.Key.Fields : [.. Enumerable.Range(0, plan.WritePlan.Columns.Count)];
        var width = _fields.Count;
        (ToInsert, ToUpdate, ToDelete) = (new RowBatch(width, 256), new RowBatch(width, 256), new RowBatch(width, 256));
    }

    /// <summary>The rows that the target lacks, as the source has them.</summary>
    public RowBatch ToInsert { get; }

    /// <summary>The rows whose values differ, as the source has them.</summary>
    public RowBatch ToUpdate { get; }

    /// <summary>The rows that only the target has, as the target has them.</summary>
    public RowBatch ToDelete { get; }

    /// <inheritdoc/>
    public void Missing(RowBatch source, int row) => ToInsert.AppendRow(source, row, _fields);

    /// <inheritdoc/>
    public void Extra(RowBatch target, int row) => ToDelete.AppendRow(target, row, _fields);

    /// <inheritdoc/>
    public void Changed(RowBatch source, int row, RowBatch target, int targetRow) =>
        ToUpdate.AppendRow(source, row, _fields);
}
