using PidMigration.Rows;

namespace PidMigration.Comparing;

/// <summary>Counts what differs, and tells it where that is wanted; takes no more once it is full.</summary>
internal sealed class DifferenceCollector(
    ComparePlan plan,
    RowEquality match,
    bool detailed,
    long? most,
    IDifferenceSink? next
) : IDifferenceSink
{
    private readonly List<PidDifference> _told = [];

    /// <summary>The rows that the target lacks.</summary>
    public long MissingRows { get; private set; }

    /// <summary>The rows that only the target has.</summary>
    public long ExtraRows { get; private set; }

    public long ChangedRows { get; private set; }

    public long All => MissingRows + ExtraRows + ChangedRows;

    /// <summary>Whether there are as many as are wanted.</summary>
    public bool IsFull => All >= most;

    /// <summary>The differences since the last call.</summary>
    public IReadOnlyList<PidDifference> Take()
    {
        if (_told.Count == 0)
            return [];
        PidDifference[] taken = [.. _told];
        _told.Clear();
        return taken;
    }

    /// <inheritdoc/>
    public void Missing(RowBatch source, int row)
    {
        if (IsFull)
            return;
        MissingRows++;
        if (detailed)
            Tell(DifferenceKind.Missing, source, row, true);
        next?.Missing(source, row);
    }

    /// <inheritdoc/>
    public void Extra(RowBatch target, int row)
    {
        if (IsFull)
            return;
        ExtraRows++;
        if (detailed)
            Tell(DifferenceKind.Extra, target, row, false);
        next?.Extra(target, row);
    }

    /// <inheritdoc/>
    public void Changed(RowBatch source, int row, RowBatch target, int targetRow)
    {
        if (IsFull)
            return;
        ChangedRows++;
        next?.Changed(source, row, target, targetRow);
        if (!detailed)
            return;
        var key = plan.Key.Describe(source, row, plan.Copy, true);
        for (var column = 0; column < source.Columns; column++)
        {
            if (match.IsSame(source, row, target, targetRow, column))
                continue;
            var pair = plan.Copy.Columns[column];
            _told.Add(
                new PidDifference
                {
                    Model = plan.Model,
                    Key = key,
                    Kind = DifferenceKind.Changed,
                    Column = pair.Source.Name,
                    Source = CellText.Format(source, row, column, pair.Source.Kind),
                    Target = CellText.Format(target, targetRow, column, pair.Target.Kind),
                }
            );
        }
    }

    private void Tell(DifferenceKind kind, RowBatch batch, int row, bool source) =>
        _told.Add(
            new PidDifference
            {
                Model = plan.Model,
                Key = plan.Key.Describe(batch, row, plan.Copy, source),
                Kind = kind,
            }
        );
}
