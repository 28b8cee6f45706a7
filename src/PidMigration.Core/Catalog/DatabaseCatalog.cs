namespace PidMigration.Catalog;

/// <summary>All tables of one database, as read at one time.</summary>
/// <param name="Info">The server.</param>
/// <param name="Tables">The tables, in no particular order.</param>
/// <param name="ContentTypes">
/// Django's (app_label, model) pairs; empty where the database isn't a Django application's.
/// </param>
/// <param name="Sequences">All native sequences; what draws from them stands in <see cref="Table.Counters"/>.</param>
public sealed record DatabaseCatalog(
    DatabaseInfo Info,
    IReadOnlyList<Table> Tables,
    IReadOnlyList<(string App, string Model)> ContentTypes,
    IReadOnlyList<Sequence> Sequences
)
{
    /// <summary>The tables, in no particular order; our own tables are excluded.</summary>
    public IReadOnlyList<Table> Tables { get; } = [.. Tables.Where(t => !OwnTables.Contains(t.Name))];

    /// <summary>What is missing in the catalog, and why.</summary>
    public IReadOnlyList<CatalogWarning> Warnings { get; init; } = [];

    private ILookup<string, Table> Alike =>
        field ??= Tables.ToLookup(t => t.Name.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>This database's own table of that name, or null.</summary>
    public Table? Find(TableName name) => Tables.FirstOrDefault(t => t.Name == name);

    /// <summary>
    /// The tables that may hold what a table of another database holds: one is what is wanted, several mean that it
    /// can't be told. Those of the same schema come first, then the default schema's, then what the search path finds,
    /// then all others; among those an exact spelling wins over one that differs in case.
    /// </summary>
    public IReadOnlyList<Table> FindCandidates(TableName name)
    {
        ArgumentNullException.ThrowIfNull(name);
        bool IsIn(Table table, StringComparison comparison) =>
            string.Equals(table.Name.Schema, name.Schema, comparison);
        Func<Table, bool>[] tiers =
        [
            t => IsIn(t, StringComparison.Ordinal),
            t => IsIn(t, StringComparison.OrdinalIgnoreCase),
            t => t.Name.Schema is null,
            t => t.IsInSearchPath,
            _ => true,
        ];
        var alike = Alike[name.Name];
        var nearest = tiers.Select(tier => alike.Where(tier).ToList()).FirstOrDefault(found => found.Count > 0, []);
        var exact = nearest.Where(t => t.Name.Name == name.Name).ToList();
        return exact.Count > 0 ? exact : nearest;
    }
}
