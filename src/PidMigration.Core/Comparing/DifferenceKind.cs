namespace PidMigration.Comparing;

/// <summary>How a row of the target differs from the source's.</summary>
public enum DifferenceKind
{
    /// <summary>The source has the row, the target doesn't.</summary>
    Missing,

    /// <summary>The target has the row, the source doesn't.</summary>
    Extra,

    /// <summary>Both have the row, with different values.</summary>
    Changed,
}
