namespace PidMigration.Ledgers;

/// <summary>
/// How a run or one of its models stands. Users see the names as text, in JSON, too; they don't change.
/// </summary>
internal enum MigrationStatus
{
    /// <summary>It is being copied now.</summary>
    Running,

    /// <summary>It was interrupted; Copy-PidModel -Resume continues it.</summary>
    Resumable,

    /// <summary>It failed; it can be resumed once the cause is fixed.</summary>
    Failed,

    /// <summary>All of it is copied.</summary>
    Complete,

    /// <summary>All of it is copied but the rows in the rejects file.</summary>
    Partial,

    /// <summary>A later run copied it again.</summary>
    Superseded,
}
