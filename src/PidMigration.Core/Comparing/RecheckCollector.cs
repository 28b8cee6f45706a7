using PidMigration.Rows;

namespace PidMigration.Comparing;

/// <summary>
/// Keeps the keys of rows that one side lacks under a condition: the other side may have the row, with a value that the condition
/// leaves out. What both have goes on at once.
/// </summary>
internal sealed class RecheckCollector(KeyComparer key, IDifferenceSink next) : IDifferenceSink
{
    public RowBatch Keys { get; } = new(Math.Max(key.Fields.Count, 1));

    /// <inheritdoc/>
    public void Missing(RowBatch source, int row) => Keys.AppendRow(source, row, key.Fields);

    /// <inheritdoc/>
    public void Extra(RowBatch target, int row) => Keys.AppendRow(target, row, key.Fields);

    /// <inheritdoc/>
    public void Changed(RowBatch source, int row, RowBatch target, int targetRow) =>
        next.Changed(source, row, target, targetRow);
}
