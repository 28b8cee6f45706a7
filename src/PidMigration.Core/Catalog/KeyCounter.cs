using System.Numerics;

namespace PidMigration.Catalog;

/// <summary>What issues the next key of a column: a native sequence, an AUTO_INCREMENT, SQLite's own table.</summary>
/// <param name="Name">Its name: the sequence's, or the table's where it has none.</param>
/// <param name="Column">The column it fills.</param>
/// <param name="Last">The largest number it has issued (the smallest, where it counts down), 0 for none.</param>
public sealed record KeyCounter(string Name, string Column, BigInteger Last)
{
    /// <summary>Whether the user may read <see cref="Last"/>; 0 stands there otherwise.</summary>
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

    /// <summary>For people: <c>id: 542990</c>.</summary>
    public override string ToString() => $"{Column}: {Last}";
}
