using PidMigration.Catalog;
using PidMigration.Databases;

namespace PidMigration.Sequences;

/// <summary>One of the two databases whose sequences are compared.</summary>
/// <param name="Database">The database.</param>
/// <param name="Snapshot">Its rows.</param>
/// <param name="Catalog">Its tables and sequences.</param>
internal sealed record SequenceSide(Database Database, Snapshot Snapshot, DatabaseCatalog Catalog)
{
    /// <summary>The table of a name, whatever its schema; null for none.</summary>
    public Table? FindTable(string name) => Catalog.Tables.FirstOrDefault(t => t.Name.Name == name);
}
