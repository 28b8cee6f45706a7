using PidMigration.Databases;
using PidMigration.Planning;

namespace PidMigration.Comparing;

/// <summary>What is read of both sides to compare one model. Pure data.</summary>
/// <param name="Copy">The model, and what a copy makes of its columns; columns that both servers compute come last.</param>
/// <param name="Key">Its key.</param>
/// <param name="SourceDialect">The source's SQL.</param>
/// <param name="TargetDialect">The target's SQL.</param>
internal sealed record ComparePlan(ModelPlan Copy, KeyComparer Key, Dialect SourceDialect, Dialect TargetDialect)
{
    /// <summary>The columns that a repair writes: those that are compared, without what the servers compute.</summary>
    public ModelPlan WritePlan { get; init; } = Copy;

    /// <summary>The condition of the source's rows; null for all.</summary>
    public string? SourceWhere { get; init; }

    /// <summary>The condition of the target's rows; null for all.</summary>
    public string? TargetWhere { get; init; }

    /// <summary>Whether a row may fulfil its condition on one side only, because it differs in just what the condition asks.</summary>
    public bool IsConditional { get; init; }

    public string Model => Copy.Model.Name;

    public ReadPlan ToSource() =>
        new(
            Copy.Model.Definition,
            [.. Copy.Columns.Select(c => c.Source)],
            [.. Key.Pairs.Select(p => p.Source)],
            SourceWhere
        )
        {
            Order = Key.Order(SourceDialect, true),
        };

    public ReadPlan ToTarget() =>
        new(Copy.Target, [.. Copy.Columns.Select(c => c.Target)], [.. Key.Pairs.Select(p => p.Target)], TargetWhere)
        {
            Order = Key.Order(TargetDialect, false),
        };

    /// <summary>The same for a part of the rows, whatever the conditions were.</summary>
    public ComparePlan WithConditions(string sourceWhere, string targetWhere) =>
        this with
        {
            SourceWhere = sourceWhere,
            TargetWhere = targetWhere,
            IsConditional = false,
        };

    /// <summary>The same for a part of the rows that fulfil the conditions.</summary>
    public ComparePlan Within(string sourceWhere, string targetWhere) =>
        this with
        {
            SourceWhere = SourceWhere is null ? sourceWhere : $"({SourceWhere}) AND {sourceWhere}",
            TargetWhere = TargetWhere is null ? targetWhere : $"({TargetWhere}) AND {targetWhere}",
        };
}
