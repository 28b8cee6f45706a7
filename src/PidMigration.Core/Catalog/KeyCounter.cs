using System.Numerics;

namespace PidMigration.Catalog;

/// <summary>What issues the next key of a column: a native sequence, AUTO_INCREMENT, or SQLite's own table.</summary>
/// <param name="Name">The name of the sequence, or else of the table.</param>
/// <param name="Column">The column it fills.</param>
/// <param name="Last">The largest number issued (the smallest, if descending); 0 for none.</param>
public sealed record KeyCounter(string Name, string Column, BigInteger Last)
{
    /// <summary>Whether the user may read <see cref="Last"/>, which is 0 otherwise.</summary>
    public bool Readable { get; init; } = true;

    /// <summary>
    /// The sequence that the column owns, or that its default draws from; null for a counter of the table's own.
    /// </summary>
    public Sequence? Sequence { get; init; }

    /// <summary>Whether the sequence belongs to this column.</summary>
    public bool Owns { get; init; }

    /// <summary>
    /// Whether the column's default is more than the sequence's next number: <c>'INV-' || nextval('s')</c>.
    /// </summary>
    public bool Computed { get; init; }

    public override string ToString() => $"{Column}: {Last}";
}
