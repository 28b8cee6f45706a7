namespace PidMigration.Ledgers;

/// <summary>How far a run, or one model of it, has come.</summary>
public enum LedgerState
{
    /// <summary>Not begun.</summary>
    Pending,

    /// <summary>The target's rows are being deleted.</summary>
    Clearing,

    /// <summary>Rows are being copied.</summary>
    Copying,

    /// <summary>All rows arrived and were checked.</summary>
    Complete,

    /// <summary>All rows arrived but those in the rejects file.</summary>
    Partial,

    /// <summary>It ended with an error.</summary>
    Failed,

    /// <summary>A later run copied the model anew.</summary>
    Superseded,
}
