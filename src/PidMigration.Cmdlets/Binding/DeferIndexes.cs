namespace PidMigration.Cmdlets.Binding;

/// <summary>Whether the target's indexes and foreign keys are dropped for the load and restored afterwards.</summary>
/// <remarks>
/// The names are those of <see cref="Copying.IndexDeferral"/>. A parameter of Core's own enum would load Core before
/// the module can say where Core is.
/// </remarks>
public enum DeferIndexes
{
    /// <summary>Where the table is empty or cleared and will receive enough rows for this to be faster.</summary>
    Auto,

    /// <summary>Wherever the table is empty or cleared.</summary>
    Always,

    /// <summary>Nowhere.</summary>
    Never,
}
