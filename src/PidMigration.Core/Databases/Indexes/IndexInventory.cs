using PidMigration.Catalog;

namespace PidMigration.Databases.Indexes;

/// <summary>
/// A table's secondary indexes and foreign keys: those that can be dropped and restored exactly, and those that stay.
/// </summary>
/// <param name="Table">The table.</param>
/// <param name="Droppable">
/// Those that can, in their exact order; none where the user lacks a right to put them back.
/// </param>
/// <param name="Kept">Those that stay, and why.</param>
/// <param name="Refusal">
/// Why nothing of this table can be dropped; null where something can, or where there is nothing.
/// </param>
public sealed record IndexInventory(
    TableName Table,
    IReadOnlyList<IndexDefinition> Droppable,
    IReadOnlyList<(string Name, string Why)> Kept,
    string? Refusal
)
{
    internal static IndexInventory None(
        TableName table,
        string why,
        IReadOnlyList<(string Name, string Why)>? kept = null
    ) => new(table, [], kept ?? [], why);
}
