using PidMigration.Conversion;

namespace PidMigration.Planning;

/// <summary>
/// What decides which rows are meant, and what may be changed or risked: for a copy, a pre-flight, a schema check.
/// </summary>
public record PlanOptions
{
    /// <summary>A condition in the source's SQL that the rows fulfill; null for all.</summary>
    public string? Where { get; init; }

    /// <summary>From where on rows are new; null for all.</summary>
    public SinceValue? Since { get; init; }

    /// <summary>Whether models are copied although a model that they refer to isn't.</summary>
    public bool WithoutParents { get; init; }

    /// <summary>What the user allows to be changed, or risked.</summary>
    public AllowedChanges Allow { get; init; } = AllowedChanges.None;

    /// <summary>The columns that are left as the target makes them.</summary>
    public ColumnExclusions Exclude { get; init; } = ColumnExclusions.None;

    /// <summary>Whether the data isn't asked beforehand. The load refuses what doesn't fit all the same.</summary>
    public bool SkipPreflight { get; init; }

    /// <summary>
    /// The most models that are handled side by side; null for as many as this machine has processors, from 2 to 4.
    /// </summary>
    public int? ThrottleLimit { get; init; }

    /// <summary>The most models that are copied, or asked, side by side.</summary>
    public int MaxParallelism => ThrottleLimit ?? Math.Clamp(Environment.ProcessorCount, 2, 4);
}
