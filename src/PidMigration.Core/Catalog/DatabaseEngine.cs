namespace PidMigration.Catalog;

/// <summary>The families of database that a migration can read and write.</summary>
public enum DatabaseEngine
{
    /// <summary>PostgreSQL.</summary>
    PostgreSql,

    /// <summary>MySQL and MariaDB, which share a protocol and most of a dialect.</summary>
    MySql,

    /// <summary>SQLite, a file.</summary>
    Sqlite,
}
