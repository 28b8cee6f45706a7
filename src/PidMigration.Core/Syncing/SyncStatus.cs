namespace PidMigration.Syncing;

/// <summary>How the repair of a model ended.</summary>
public enum SyncStatus
{
    /// <summary>Nothing differed; nothing was written.</summary>
    Equal,

    /// <summary>What differed is repaired.</summary>
    Synced,

    /// <summary>What differed is repaired, but rows that only the target has were kept.</summary>
    Partial,

    /// <summary>Nothing was written; the reason says why.</summary>
    Skipped,

    /// <summary>It failed; the reason says why, the batches committed before stay.</summary>
    Failed,
}
