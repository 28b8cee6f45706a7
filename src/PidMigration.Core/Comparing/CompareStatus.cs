namespace PidMigration.Comparing;

/// <summary>How the comparison of a model ended.</summary>
public enum CompareStatus
{
    /// <summary>Every cell is the same on both sides.</summary>
    Equal,

    /// <summary>Rows differ.</summary>
    Different,

    /// <summary>
    /// It ended early, at the number of differences that were wanted; what it found counts, what it didn't see is
    /// unknown.
    /// </summary>
    Partial,

    /// <summary>It was not compared: enough differences were found before.</summary>
    NotCompared,

    /// <summary>It failed; the reason says why. Nothing is known.</summary>
    Failed,
}
