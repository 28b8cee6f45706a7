namespace PidMigration.Conversion;

/// <summary>Changes of values, or risks, that a user may allow by name. Each use is counted in the result.</summary>
public enum AllowedChange
{
    /// <summary>Zero dates, and dates with a zero month or day, become NULL.</summary>
    ZeroDateToNull,

    /// <summary>Infinite dates and times become NULL.</summary>
    InfinityToNull,

    /// <summary>NaN and infinite numbers become NULL.</summary>
    NotANumberToNull,

    /// <summary>NUL characters are taken out of text.</summary>
    StripNul,

    /// <summary>Fraction digits of a second that the target can't store are cut off.</summary>
    TruncateFraction,

    /// <summary>Trailing spaces are removed from text for CHAR(n).</summary>
    TrimTrailingSpaces,

    /// <summary>Arrays, ranges and hstore become JSON texts.</summary>
    AsJson,

    /// <summary>
    /// The target's triggers that our session can't switch off fire for the rows that are written or deleted.
    /// </summary>
    FireTriggers,

    /// <summary>
    /// Rows may be written into a table that can't roll back; after an interruption its model starts over.
    /// </summary>
    NoRollback,
}
