namespace PidMigration.Catalog;

/// <summary>What issues the next key of a column: a native sequence, an AUTO_INCREMENT, SQLite's own table.</summary>
/// <param name="Name">Its name: the sequence's, or the table's where it has none.</param>
/// <param name="Column">The column it fills.</param>
/// <param name="Last">The largest number it has issued, 0 for none.</param>
public sealed record Counter(string Name, string Column, long Last)
{
    /// <summary>Whether the user may read <see cref="Last"/>; 0 stands there otherwise.</summary>
    public bool Readable { get; init; } = true;

    /// <summary>For people: <c>id: 542990</c>.</summary>
    public override string ToString() => $"{Column}: {Last}";
}
