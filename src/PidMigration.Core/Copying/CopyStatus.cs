namespace PidMigration.Copying;

/// <summary>How the copy of a model ended.</summary>
public enum CopyStatus
{
    /// <summary>All rows are committed in the target.</summary>
    Copied,

    /// <summary>Nothing was done; the reason says why.</summary>
    Skipped,

    /// <summary>It failed; the reason says why, the rows committed before stay.</summary>
    Failed,

    /// <summary>All rows arrived but those that the target refused; they are in the rejects file.</summary>
    Partial,

    /// <summary>The user stopped it; the rows committed before stay.</summary>
    Stopped,
}
