namespace PidMigration.Catalog;

/// <summary>What a server says of itself when it is first asked.</summary>
/// <param name="Engine">The family.</param>
/// <param name="Product">The name as its makers write it: PostgreSQL, MySQL, MariaDB, SQLite.</param>
/// <param name="Version">The server's own version text.</param>
/// <param name="Identity">A text that is equal for two connections exactly when they reach the same database.</param>
public sealed record DatabaseInfo(DatabaseEngine Engine, string Product, string Version, string Identity);
