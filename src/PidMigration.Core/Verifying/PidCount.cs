namespace PidMigration.Verifying;

/// <summary>How many rows a model has on each side.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Table">The table's name in the source.</param>
/// <param name="Source">The rows of the source.</param>
/// <param name="Target">The rows of the target; null where it has no such table.</param>
public sealed record PidCount(string Model, string Table, long Source, long? Target)
{
    /// <summary>The table's name in the target, its schema included; null where it has no such table.</summary>
    public string? TargetTable { get; init; }

    /// <summary>What the target has more (or, below zero, less); what is missing counts as nothing here.</summary>
    public long Difference => (Target ?? 0) - Source;

    /// <summary>Whether the counts are equal, or the target's table is missing.</summary>
    public CountStatus Status =>
        Target is null ? CountStatus.Missing
        : Difference == 0 ? CountStatus.Equal
        : CountStatus.Different;
}
