namespace PidMigration.Verifying;

/// <summary>How two counts compare.</summary>
public enum CountStatus
{
    /// <summary>The same number of rows.</summary>
    Equal,

    /// <summary>Not the same number.</summary>
    Different,

    /// <summary>The target has no such table.</summary>
    Missing,
}
