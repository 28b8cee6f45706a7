using PidMigration.Conversion;
using PidMigration.Planning;

namespace PidMigration.Comparing;

/// <summary>How to compare. By default every cell of every row is compared.</summary>
public sealed record CompareOptions
{
    /// <summary>
    /// A condition in SQL that both databases understand; rows that fulfil it on either side are compared. Null for
    /// all.
    /// </summary>
    public string? Where { get; init; }

    /// <summary>Which rows count: those after a key, or those changed at an instant or later; null for all.</summary>
    public SinceValue? Since { get; init; }

    /// <summary>
    /// The column that holds a row's last change, for <see cref="Since"/>; null to find it by its usual names.
    /// </summary>
    public string? UpdatedColumn { get; init; }

    /// <summary>
    /// Compares only the rows whose key is divisible by this, in tables whose key is a number; null for all rows.
    /// </summary>
    public int? Sample { get; init; }

    /// <summary>Ends after so many differing rows; null to find all.</summary>
    public long? MaxDifferences { get; init; }

    /// <summary>Whether each difference is told, not only counted.</summary>
    public bool Detailed { get; init; }

    /// <summary>Whether digests are computed inside the servers, and rows fetched only where those differ.</summary>
    public bool Fast { get; init; }

    /// <summary>The columns that are neither compared nor written.</summary>
    public ColumnExclusions Exclude { get; init; } = ColumnExclusions.None;

    /// <summary>
    /// The changes of values that the user allowed for the copy: what they make of a value is equal to it.
    /// </summary>
    public AllowedChanges Allow { get; init; } = AllowedChanges.None;
}
