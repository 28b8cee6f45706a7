namespace PidMigration.Syncing;

/// <summary>How the repair of one model went.</summary>
public sealed record PidSyncResult
{
    public required string Model { get; init; }

    /// <summary>The table's name in the source.</summary>
    public required string Table { get; init; }

    /// <summary>The table's name in the target, its schema included; null where it isn't known.</summary>
    public string? TargetTable { get; init; }

    public required SyncStatus Status { get; init; }

    /// <summary>The rows of the source that were compared.</summary>
    public long Rows { get; init; }

    /// <summary>The missing rows that were inserted.</summary>
    public long Inserted { get; init; }

    /// <summary>The changed rows that were brought to the source's values.</summary>
    public long Updated { get; init; }

    /// <summary>The extra rows that were deleted.</summary>
    public long Deleted { get; init; }

    public long Kept { get; init; }

    /// <summary>From the first row compared to the last one written, without the time of the questions.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Why it was skipped or failed, or rows were kept.</summary>
    public string? Reason { get; init; }
}
