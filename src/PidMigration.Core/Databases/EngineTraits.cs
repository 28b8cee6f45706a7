namespace PidMigration.Databases;

/// <summary>
/// What a family of servers can hold, and what it does to values by itself. Its driver declares it, with the manual's
/// section, and what can be lost on the way from one database into another follows from the traits of both.
/// </summary>
public sealed record EngineTraits
{
    /// <summary>
    /// Whether every value of a column has the type, length, precision and sign that the column declares. Where it
    /// hasn't, the source's declarations promise nothing, and the target cuts, pads and rounds nothing.
    /// </summary>
    public required bool EnforcesDeclarations { get; init; }

    /// <summary>Whether its numbers may be NaN.</summary>
    public bool HoldsNaN { get; init; }

    /// <summary>Whether its numbers may be infinite.</summary>
    public bool HoldsInfinity { get; init; }

    public bool HoldsInfiniteDates { get; init; }

    /// <summary>Whether dates may lie before the year 1 or after the year 9999.</summary>
    public bool HoldsDistantYears { get; init; }

    /// <summary>
    /// Whether dates may be zero, have a zero month or day, or be a day that no calendar has (February 31).
    /// </summary>
    public bool HoldsZeroDates { get; init; }

    /// <summary>Whether a time may be below zero or beyond 24 hours.</summary>
    public bool HoldsTimesBeyondDay { get; init; }

    /// <summary>
    /// The first instant of a type that stores instants, and the first one after the last, as <c>yyyy-MM-dd
    /// HH:mm:ss</c> in UTC; null where instants have the range of dates.
    /// </summary>
    public (string First, string End)? InstantRange { get; init; }

    /// <summary>Whether text may have NUL characters.</summary>
    public bool HoldsNul { get; init; }

    /// <summary>Whether an ENUM may hold an empty text that is none of its labels.</summary>
    public bool HoldsEmptyLabel { get; init; }

    /// <summary>Whether an ENUM takes a label in another spelling, or the number of one.</summary>
    public bool GuessesLabels { get; init; }

    /// <summary>
    /// The digits of an exact number that are kept exactly, whatever is declared; null for all that are declared.
    /// </summary>
    public int? ExactDigits { get; init; }

    /// <summary>
    /// Whether an integer column holds 64 bits, whatever its type is called: what a counter ends at is then no matter
    /// of the column.
    /// </summary>
    public bool HoldsAnyInteger { get; init; }

    /// <summary>
    /// Whether a table that counts by itself, without a declared counter, issues the numbers of deleted rows again.
    /// </summary>
    public bool ReissuesKeys { get; init; }

    /// <summary>
    /// What a table's own counter is called in the output of Reset-PidSequence; null where tables have none, only
    /// sequences.
    /// </summary>
    public string? TableCounter { get; init; }

    /// <summary>The JSON types that keep one of an object's members where two have the same key.</summary>
    public IReadOnlyList<string> UniqueKeyJson { get; init; } = [];

    /// <summary>The JSON types that keep each number as a 64-bit integer or a double.</summary>
    public IReadOnlyList<string> DoubleJson { get; init; } = [];

    /// <summary>
    /// The JSON types that decode escapes, so that a string has no NUL and no half of a character in it.
    /// </summary>
    public IReadOnlyList<string> DecodedJson { get; init; } = [];
}
