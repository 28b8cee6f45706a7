namespace PidMigration.Catalog;

/// <summary>The events that a trigger fires for.</summary>
[Flags]
public enum TriggerEvents
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A row that is inserted.</summary>
    Insert = 1,

    /// <summary>A row that is updated.</summary>
    Update = 2,

    /// <summary>A row that is deleted.</summary>
    Delete = 4,

    /// <summary>A table that is truncated.</summary>
    Truncate = 8,
}
