namespace PidMigration.Ledgers;

/// <summary>How far a run, or one model of it, has come.</summary>
public enum LedgerState
{
    /// <summary>The copy of the model has not begun.</summary>
    Pending,

    /// <summary>The target's rows are being deleted.</summary>
    Clearing,

    /// <summary>The model is being copied, or was interrupted.</summary>
    Copying,

    /// <summary>All rows arrived and were checked.</summary>
    Complete,

    /// <summary>All rows arrived but those in the rejects file.</summary>
    Partial,

    /// <summary>The model ended with an error; a resume tries it again.</summary>
    Failed,

    /// <summary>A later run copied the model from the start.</summary>
    Superseded,
}
