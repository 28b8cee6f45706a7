using PidMigration.Rows;

namespace PidMigration.Comparing;

/// <summary>
/// Collects the keys of rows that were found on one side only. The other side may have the row with a value that the
/// condition excludes, so these keys are compared again without it. Rows that both have are passed on at once.
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
