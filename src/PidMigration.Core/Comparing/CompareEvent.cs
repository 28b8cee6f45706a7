using PidMigration.Failures;

namespace PidMigration.Comparing;

/// <summary>What a comparison tells while it runs.</summary>
public abstract record CompareEvent
{
    /// <summary>A model's comparison begins; about how many rows it has.</summary>
    public sealed record Started(string Model, long RowEstimate) : CompareEvent;

    /// <summary>So many rows of a model are compared so far.</summary>
    public sealed record Advanced(string Model, long Rows) : CompareEvent;

    /// <summary>A difference was found.</summary>
    public sealed record Found(PidDifference Difference) : CompareEvent;

    /// <summary>A model's comparison ended, with the error if it failed.</summary>
    public sealed record Ended(PidComparison Result, MigrationException? Error) : CompareEvent;
}
