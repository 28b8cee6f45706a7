using PidMigration.Catalog;

namespace PidMigration.Databases;

/// <summary>The engines that are built in: one line each.</summary>
public static class DatabaseDrivers
{
    public static IReadOnlyList<DatabaseDriver> All { get; } =
    [new PostgreSql.PostgreSqlDriver(), new MySql.MySqlDriver(), new Sqlite.SqliteDriver()];

    public static DatabaseDriver For(DatabaseEngine engine) => All.First(d => d.Engine == engine);
}
