using PidMigration.Rows;

namespace PidMigration.Comparing;

/// <summary>Counts what differs, describes it where that is wanted, and takes no more once it is full.</summary>
/// <param name="plan">The model.</param>
/// <param name="equality">Tells which cells of a changed row differ.</param>
/// <param name="limit">Takes no more differing rows than this; null for all.</param>
internal sealed class DifferenceCollector(ComparePlan plan, RowEquality equality, long? limit) : IDifferenceSink
{
    private readonly List<PidDifference> _described = [];

    /// <summary>Whether differences are described, not only counted.</summary>
    public bool Detailed { get; init; }

    /// <summary>Takes the same differences; null for nothing.</summary>
    public IDifferenceSink? Next { get; init; }

    /// <summary>The rows that the target lacks.</summary>
    public long MissingRows { get; private set; }

    /// <summary>The rows that only the target has.</summary>
    public long ExtraRows { get; private set; }

    public long ChangedRows { get; private set; }

    public long All => MissingRows + ExtraRows + ChangedRows;

    /// <summary>Whether there are as many as are wanted.</summary>
    public bool IsFull => All >= limit;

    /// <summary>The differences since the last call.</summary>
    public IReadOnlyList<PidDifference> TakeDescribed()
    {
        if (_described.Count == 0)
            return [];
        PidDifference[] taken = [.. _described];
        _described.Clear();
        return taken;
    }

    /// <inheritdoc/>
    public void Missing(RowBatch source, int row)
    {
        if (IsFull)
            return;
        MissingRows++;
        if (Detailed)
            Describe(DifferenceKind.Missing, plan.Source.DescribeKey(source, row));
        Next?.Missing(source, row);
    }

    /// <inheritdoc/>
    public void Extra(RowBatch target, int row)
    {
        if (IsFull)
            return;
        ExtraRows++;
        if (Detailed)
            Describe(DifferenceKind.Extra, plan.Target.DescribeKey(target, row));
        Next?.Extra(target, row);
    }

    /// <inheritdoc/>
    public void Changed(RowBatch source, int row, RowBatch target, int targetRow)
    {
        if (IsFull)
            return;
        ChangedRows++;
        Next?.Changed(source, row, target, targetRow);
        if (!Detailed)
            return;
        var key = plan.Source.DescribeKey(source, row);
        for (var column = 0; column < source.Columns; column++)
        {
            if (equality.IsSame(source, row, target, targetRow, column))
                continue;
            var pair = plan.Copy.Columns[column];
            _described.Add(
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

    private void Describe(DifferenceKind kind, string key) =>
        _described.Add(
            new PidDifference
            {
                Model = plan.Model,
                Key = key,
                Kind = kind,
            }
        );
}
