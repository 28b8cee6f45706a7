using PidMigration.Conversion;
using PidMigration.Failures;
using PidMigration.Planning;
using PidMigration.Rows;

namespace PidMigration.Copying;

/// <summary>How a copy goes about it.</summary>
public sealed record CopyOptions
{
    /// <summary>When a batch is full.</summary>
    public BatchLimit Limit { get; init; } = BatchLimit.Default;

    /// <summary>A condition in the source's SQL that the copied rows fulfil; null for all.</summary>
    public string? Where { get; init; }

    /// <summary>From where on rows are new; null to copy all.</summary>
    public SinceValue? Since { get; init; }

    /// <summary>Whether models are copied although a model that they refer to isn't.</summary>
    public bool WithoutParents { get; init; }

    /// <summary>What the user allows to be changed, or risked.</summary>
    public Allowances Allow { get; init; } = Allowances.None;

    /// <summary>Whether the data isn't asked beforehand; the load catches what doesn't fit all the same.</summary>
    public bool SkipPreflight { get; init; }

    /// <summary>Where rows go that the target refuses; null to stop at the first one.</summary>
    public RejectFile? Rejects { get; init; }

    /// <summary>Whether each model is compared, cell by cell, as soon as it is copied.</summary>
    public bool Verify { get; init; }

    /// <summary>The most models that are copied side by side; null for as many as this machine has processors, from 2 to 4.</summary>
    public int? ThrottleLimit { get; init; }

    /// <summary>The most models that are copied, or asked, side by side.</summary>
    public int Lanes => ThrottleLimit ?? Math.Clamp(Environment.ProcessorCount, 2, 4);

    /// <summary>Whether the target's indexes and foreign keys are taken off for the load and built afterwards.</summary>
    public IndexDeferral DeferIndexes { get; init; }

    /// <summary>How often in a row a batch is tried again when a connection breaks or the server is busy; 0 for never.</summary>
    public int RetryCount { get; init; } = 6;

    /// <summary>The pause before the first try; each one is about twice the one before.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a server may say nothing in the middle of a batch; null for ever.</summary>
    public TimeSpan? Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether only the plan is wanted: nothing will be written, and who writes now doesn't matter.</summary>
    public bool PlanOnly { get; init; }

    /// <summary>The limit for a number of rows that a user names; the default one for null.</summary>
    /// <exception cref="MigrationException">PID1401: the number is below 1.</exception>
    public static BatchLimit LimitFor(long? rows) =>
        rows is null ? BatchLimit.Default
        : rows < 1 ? throw Errors.BadBatchSize(rows.Value)
        : BatchLimit.Default with { Rows = (int)Math.Min(rows.Value, int.MaxValue) };
}
