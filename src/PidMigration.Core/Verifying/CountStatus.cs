namespace PidMigration.Verifying;

/// <summary>The result of comparing two row counts.</summary>
public enum CountStatus
{
    /// <summary>Both tables have the same number of rows.</summary>
    Equal,

    /// <summary>Both tables exist, and their row counts differ.</summary>
    Different,

    /// <summary>The target has no such table.</summary>
    Missing,
}
