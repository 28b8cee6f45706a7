using PidMigration.Catalog;

namespace PidMigration.Databases;

/// <summary>The engines that are built in: one line each.</summary>
public static class DatabaseDrivers
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<DatabaseDriver> All { get; } =
    [new PostgreSql.PostgreSqlDriver(), new MySql.MySqlDriver(), new Sqlite.SqliteDriver()];

    /// <summary>The one for a family.</summary>
    public static DatabaseDriver For(DatabaseEngine engine) => All.First(d => d.Engine == engine);
}
