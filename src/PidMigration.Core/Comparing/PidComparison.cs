namespace PidMigration.Comparing;

/// <summary>How the rows of one model compare.</summary>
public sealed record PidComparison
{
    public required string Model { get; init; }

    /// <summary>The table's name in the source.</summary>
    public required string Table { get; init; }

    /// <summary>The table's name in the target, its schema included; null where it isn't known.</summary>
    public string? TargetTable { get; init; }

    public required CompareStatus Status { get; init; }

    /// <summary>The rows of the source that were compared.</summary>
    public long Rows => Equal + Missing + Changed;

    /// <summary>The rows that are the same in every cell.</summary>
    public long Equal { get; init; }

    /// <summary>The rows that the target lacks.</summary>
    public long Missing { get; init; }

    /// <summary>The rows that only the target has.</summary>
    public long Extra { get; init; }

    /// <summary>The rows that both have, with different values.</summary>
    public long Changed { get; init; }

    /// <summary>From the first row asked for to the last one compared.</summary>
    public TimeSpan Elapsed { get; init; }

    public string? Reason { get; init; }
}
