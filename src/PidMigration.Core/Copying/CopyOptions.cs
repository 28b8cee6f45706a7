using PidMigration.Failures;
using PidMigration.Planning;
using PidMigration.Rows;

namespace PidMigration.Copying;

/// <summary>How a copy is done.</summary>
public sealed record CopyOptions : PlanOptions
{
    /// <summary>When a batch is full.</summary>
    public BatchLimit Limit { get; init; } = BatchLimit.Default;

    /// <summary>Where rows go that the target refuses; null to stop at the first one.</summary>
    public RejectsFile? Rejects { get; init; }

    /// <summary>Whether each model is compared, cell by cell, as soon as it is copied.</summary>
    public bool Verify { get; init; }

    /// <summary>
    /// Whether the target's indexes and foreign keys are dropped for the load and restored afterwards.
    /// </summary>
    public IndexDeferral DeferIndexes { get; init; }

    /// <summary>
    /// How often in a row, without progress, a model is retried when a connection breaks or the server is busy; 0 for
    /// never.
    /// </summary>
    public int RetryCount { get; init; } = 6;

    /// <summary>
    /// The pause before the first retry; each one is about twice the one before, half a minute at most.
    /// </summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a server may stay silent in the middle of a batch; null for no limit.</summary>
    public TimeSpan? Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether only the plan is wanted: nothing will be written, so the target isn't locked.</summary>
    public bool PlanOnly { get; init; }

    /// <summary>The limit for a number of rows that a user names; the default one for null.</summary>
    /// <exception cref="MigrationException">PID1401: the number is below 1.</exception>
    public static BatchLimit LimitFor(long? rows) =>
        rows is null ? BatchLimit.Default
        : rows < 1 ? throw Errors.BadBatchSize(rows.Value)
        : BatchLimit.Default with { Rows = (int)Math.Min(rows.Value, int.MaxValue) };
}
