using PidMigration.Conversion;
using PidMigration.Databases;
using PidMigration.Planning;
using PidMigration.Rows;

namespace PidMigration.Comparing;

/// <summary>What is read of both sides to compare one model. Pure data.</summary>
/// <param name="Copy">
/// The model, and what a copy makes of its columns; columns that both servers compute come last.
/// </param>
/// <param name="Source">What is read of the source.</param>
/// <param name="Target">What is read of the target.</param>
internal sealed record ComparePlan(ModelPlan Copy, ComparedSide Source, ComparedSide Target)
{
    public KeyComparer Key { get; } = new(Source.Key);

    /// <summary>The columns that a sync writes: those that are compared, without what the servers compute.</summary>
    public ModelPlan WritePlan { get; init; } = Copy;

    /// <summary>
    /// Whether a row may fulfil its condition on one side only, because it differs in just what the condition asks.
    /// </summary>
    public bool IsConditional { get; init; }

    public string Model => Copy.Model.Name;

    /// <summary>
    /// Whether rows can be told apart by a key that both sides order alike. Other tables are compared as multisets of
    /// rows.
    /// </summary>
    public bool HasKey => Source.Key.Count > 0;

    /// <summary>Whether the key is one whole number on both sides.</summary>
    public bool HasIntegerKey => Source.IntegerKey is not null && Target.IntegerKey is not null;

    /// <summary>The plan that compares all rows of a model.</summary>
    public static ComparePlan For(ModelPlan copy, Dialect source, Dialect target)
    {
        IReadOnlyList<int> fields = copy.KeyFields;
        // Rows that can't be told apart by a key on both sides are compared as wholes.
        if (fields.Count != copy.Model.PrimaryKey.Count || !fields.All(f => IsShared(copy.Columns[f])))
            fields = [];
        var orders = fields.Select(f => KeySortOrder.For(copy.Columns[f].Source, copy.Columns[f].Target)).ToList();
        return new ComparePlan(
            copy,
            new ComparedSide(
                source,
                copy.Model.Definition,
                [.. copy.Columns.Select(c => c.Source)],
                [.. fields.Zip(orders, (f, order) => new KeyColumn(f, copy.Columns[f].Source, order))]
            ),
            new ComparedSide(
                target,
                copy.Target,
                [.. copy.Columns.Select(c => c.Target)],
                [.. fields.Zip(orders, (f, order) => new KeyColumn(f, copy.Columns[f].Target, order))]
            )
        );
    }

    /// <summary>The same for the rows that fulfil one more condition on each side.</summary>
    public ComparePlan Within(string source, string target) =>
        this with
        {
            Source = Source.Within(source),
            Target = Target.Within(target),
        };

    /// <summary>The same for the rows in some ranges of the key, which is a whole number.</summary>
    public ComparePlan OfRanges(IReadOnlyList<KeyRange> ranges) =>
        Within(Source.PickRanges(ranges), Target.PickRanges(ranges));

    /// <summary>The same for the rows of some keys, whatever the conditions were.</summary>
    public ComparePlan OfKeys(RowBatch keys, int first, int count) =>
        this with
        {
            Source = Source with { Where = Source.PickKeys(keys, first, count) },
            Target = Target with { Where = Target.PickKeys(keys, first, count) },
            IsConditional = false,
        };

    private static bool IsShared(ColumnMapping column) => KeySortOrder.IsShared(column.Source, column.Target);
}
