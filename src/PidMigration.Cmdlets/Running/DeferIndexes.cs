namespace PidMigration.Cmdlets.Running;

/// <summary>Whether the target's indexes and foreign keys are taken off for the load and built afterwards; the names are <see cref="Copying.IndexDeferral"/>'s.</summary>
/// <remarks>An enum of Core as a parameter would need Core before the module can say where that is.</remarks>
public enum DeferIndexes
{
    /// <summary>Where the table is empty or cleared, and so many rows come that it is faster.</summary>
    Auto,

    /// <summary>Wherever the table is empty or cleared.</summary>
    Always,

    /// <summary>Nowhere.</summary>
    Never,
}
