namespace PidMigration.Comparing;

/// <summary>One difference: a row that one side lacks, or a cell whose values differ.</summary>
public sealed record PidDifference
{
    public required string Model { get; init; }

    /// <summary>The row's key, its columns with commas; the whole row where the table has no key.</summary>
    public required string Key { get; init; }

    public required DifferenceKind Kind { get; init; }

    /// <summary>The column whose values differ; empty for a missing or an extra row.</summary>
    public string Column { get; init; } = "";

    /// <summary>
    /// The source's value in full, bytes as hexadecimal digits; null for NULL, and for a missing or an extra row.
    /// </summary>
    public string? Source { get; init; }

    /// <summary>
    /// The target's value in full, bytes as hexadecimal digits; null for NULL, and for a missing or an extra row.
    /// </summary>
    public string? Target { get; init; }

    /// <summary>
    /// Both values around the first place where they differ, with invisible characters shown by number; empty for a
    /// missing or an extra row.
    /// </summary>
    public string Shown =>
        Kind == DifferenceKind.Changed
            ? $"{DisplayDifference.Format(Source, Target)} ≠ {DisplayDifference.Format(Target, Source)}"
            : "";
}
