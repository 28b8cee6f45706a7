namespace PidMigration.Copying;

/// <summary>Whether the target's indexes and foreign keys are dropped for the load and restored afterwards.</summary>
public enum IndexDeferral
{
    /// <summary>Where the table is empty or cleared, and so many rows come that it is faster.</summary>
    Auto,

    /// <summary>Wherever the table is empty or cleared.</summary>
    Always,

    /// <summary>No index is dropped.</summary>
    Never,
}
