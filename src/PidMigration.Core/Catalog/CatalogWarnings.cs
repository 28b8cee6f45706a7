namespace PidMigration.Catalog;

/// <summary>What a user should know of a catalog: what isn't in it, and why.</summary>
internal static class CatalogWarnings
{
    /// <summary>PID1226: information_schema shows only what the user has some right to.</summary>
    public static CatalogWarning TablesMayBeHidden(DatabaseInfo info) =>
        new(
            "PID1226",
            true,
            $"The user has no SELECT on the whole {info.Product} database: tables that he has no right to are not listed, and whether there are any can't be told. Grant SELECT on the database to be sure."
        );

    /// <summary>PID1228: what SQLite keeps beside the tables.</summary>
    public static CatalogWarning TablesLeftOut(string kind, IReadOnlyList<string> tables) =>
        new("PID1228", false, $"{tables.Count} {kind} are no models: {string.Join(", ", tables)}.");

    /// <summary>PID1228: a table of MySQL that keeps no rows of its own, or can't be opened.</summary>
    public static CatalogWarning NoRowsOfItsOwn(string table, string? engine) =>
        new(
            "PID1228",
            true,
            engine is null
                ? $"{table} is no model: the server can't open it."
                : $"{table} is no model: a table of the engine {engine} keeps no rows of its own."
        );
}
