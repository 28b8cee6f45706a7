namespace PidMigration.Catalog;

/// <summary>All tables of one database, as read in one look.</summary>
/// <param name="Info">The server.</param>
/// <param name="Tables">The tables, in no particular order.</param>
/// <param name="ContentTypes">Django's (app_label, model) pairs; empty where the database isn't a Django application's.</param>
/// <param name="Sequences">All native sequences; what draws from them stands in <see cref="Table.Counters"/>.</param>
public sealed record DatabaseCatalog(
    DatabaseInfo Info, IReadOnlyList<Table> Tables, IReadOnlyList<(string App, string Model)> ContentTypes, IReadOnlyList<Sequence> Sequences)
{
    /// <summary>The tables, in no particular order; our own ledger is none of the application's.</summary>
    public IReadOnlyList<Table> Tables { get; } = [.. Tables.Where(t => t.Name.Name != Ledgers.Ledger.TableName)];

    /// <summary>
    /// The table that holds what <paramref name="name"/> holds elsewhere, or null. A schema counts where this database has
    /// it; otherwise the bare name does. An exact spelling wins over one that differs in case.
    /// </summary>
    public Table? FindTable(TableName name)
    {
        Table? best = null;
        var bestRank = int.MaxValue;
        foreach (var table in Tables)
        {
            if (!string.Equals(table.Name.Name, name.Name, StringComparison.OrdinalIgnoreCase)) continue;
            var rank = (table.Name.Name == name.Name ? 0 : 1)
                + (table.Name.Schema == name.Schema ? 0 : table.Name.Schema is null ? 2 : 4);
            if (rank >= bestRank) continue;
            best = table;
            bestRank = rank;
        }

        return best;
    }
}
