using PidMigration.Catalog;

namespace PidMigration.Failures;

/// <summary>What a user should know beside the errors, one line each.</summary>
internal static class Remarks
{
    /// <summary>PID1226: information_schema shows only what the user has some right to.</summary>
    public static CatalogRemark TablesMayBeHidden(DatabaseInfo info) => new("PID1226", true,
        $"The user has no SELECT on the whole {info.Product} database: tables that he has no right to are not listed, and whether there are any can't be told. Grant SELECT on the database to be sure.");

    /// <summary>PID1228: what SQLite keeps beside the tables.</summary>
    public static CatalogRemark TablesLeftOut(string kind, IReadOnlyList<string> tables) => new("PID1228", false,
        $"{tables.Count} {kind} are no models: {string.Join(", ", tables)}.");

    /// <summary>PID1228: a table of MySQL that keeps no rows of its own, or can't be opened.</summary>
    public static CatalogRemark NoRowsOfItsOwn(string table, string? engine) => new("PID1228", true, engine is null
        ? $"{table} is no model: the server can't open it."
        : $"{table} is no model: a table of the engine {engine} keeps no rows of its own.");

    /// <summary>Behind an error: what is to be put back.</summary>
    public static string Owed(int definitions) => $"{definitions} indexes and foreign keys of its table are off and stand in the ledger: Copy-PidModel -Resume puts them back at its end, Restore-PidIndex now.";

    /// <summary>Before a resume: what the source may have changed between two snapshots.</summary>
    public static string SourceMayDiffer(string run, bool told) =>
        (told ? $"The source was written since the run {run} took its snapshot" : $"Whether the source was written since the run {run} took its snapshot can't be told")
        + ": rows that were copied before may differ from it, or be gone there. Sync-PidModel after the copy brings that over.";
}
