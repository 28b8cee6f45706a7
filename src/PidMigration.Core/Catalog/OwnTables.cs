namespace PidMigration.Catalog;

/// <summary>The tables that this module creates in a database. They are not models of the application.</summary>
public static class OwnTables
{
    public const string Prefix = "pidmigration_";

    /// <summary>The ledger of the runs, in the target.</summary>
    public const string Ledger = Prefix + "ledger";

    /// <summary>Whether a table is one of ours.</summary>
    public static bool Contains(TableName table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.Name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);
    }
}
