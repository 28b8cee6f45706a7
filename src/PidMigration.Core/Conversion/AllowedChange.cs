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

    /// <summary>Digits behind the second that the target has no room for are cut off.</summary>
    TruncateFraction,

    /// <summary>Spaces at the end are taken off text that goes into CHAR(n).</summary>
    TrimTrailingSpaces,

    /// <summary>Arrays, ranges and hstore become JSON texts.</summary>
    AsJson,

    /// <summary>
    /// The target's triggers that our session can't switch off fire for the rows that are written or deleted.
    /// </summary>
    FireTriggers,

    /// <summary>
    /// Rows go into a table whose engine rolls nothing back; where a copy breaks off, that model begins anew.
    /// </summary>
    NoRollback,
}
