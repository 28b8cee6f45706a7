using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Pitfalls;

public sealed class Excluded_columns_from_PostgreSql_to_MariaDb
    : ExcludedColumnsContract<PostgreSqlServer, MariaDbServer>;

public sealed class Excluded_columns_from_MariaDb_to_PostgreSql
    : ExcludedColumnsContract<MariaDbServer, PostgreSqlServer>;

public sealed class Excluded_columns_from_MySql_to_Sqlite : ExcludedColumnsContract<MySqlServer, SqliteServer>;

public sealed class Excluded_columns_from_Sqlite_to_MySql : ExcludedColumnsContract<SqliteServer, MySqlServer>;

public sealed class Excluded_columns_from_PostgreSql_to_PostgreSql
    : ExcludedColumnsContract<PostgreSqlServer, PostgreSqlServer>;
