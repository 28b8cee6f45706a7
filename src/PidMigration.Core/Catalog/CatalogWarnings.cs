namespace PidMigration.Catalog;

/// <summary>The texts of warnings about a catalog: what isn't in it, and why.</summary>
internal static class CatalogWarnings
{
    /// <summary>PID1226: information_schema lists only tables that the user has some right to.</summary>
    public static CatalogWarning TablesMayBeHidden(DatabaseInfo info) =>
        new(
            "PID1226",
            true,
            $"The user doesn't have SELECT on the whole {info.Product} database. The server hides tables that the user "
                + "has no right to, so some may be missing here. Grant SELECT on the database to see all."
        );

    /// <summary>PID1228: what SQLite stores beside the tables.</summary>
    public static CatalogWarning TablesLeftOut(string kind, IReadOnlyList<string> tables) =>
        new("PID1228", false, $"{tables.Count} {kind} are not models: {string.Join(", ", tables)}.");

    /// <summary>PID1228: a MySQL table that has no rows of its own, or that the server can't open.</summary>
    public static CatalogWarning NoRowsOfItsOwn(string table, string? engine) =>
        new(
            "PID1228",
            true,
            engine is null
                ? $"{table} is not a model: the server can't open it."
                : $"{table} is not a model: the storage engine {engine} has no rows of its own."
        );
}
