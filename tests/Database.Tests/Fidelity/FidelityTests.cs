using PidMigration.Database.Tests.Fidelity.Tables;
using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Fidelity;

// Every direction: one line each.

public sealed class Values_from_PostgreSql_to_MariaDb(
    FidelityRun<PostgreSqlServer, MariaDbServer, PostgreSqlToMySql> run
) : FidelityContract<PostgreSqlServer, MariaDbServer, PostgreSqlToMySql>(run);

public sealed class Values_from_PostgreSql_to_MySql(FidelityRun<PostgreSqlServer, MySqlServer, PostgreSqlToMySql> run)
    : FidelityContract<PostgreSqlServer, MySqlServer, PostgreSqlToMySql>(run);

public sealed class Values_from_MariaDb_to_PostgreSql(
    FidelityRun<MariaDbServer, PostgreSqlServer, MySqlToPostgreSql> run
) : FidelityContract<MariaDbServer, PostgreSqlServer, MySqlToPostgreSql>(run);

public sealed class Values_from_MySql_to_PostgreSql(FidelityRun<MySqlServer, PostgreSqlServer, MySqlToPostgreSql> run)
    : FidelityContract<MySqlServer, PostgreSqlServer, MySqlToPostgreSql>(run);

public sealed class Values_from_Sqlite_to_PostgreSql(
    FidelityRun<SqliteServer, PostgreSqlServer, SqliteToPostgreSql> run
) : FidelityContract<SqliteServer, PostgreSqlServer, SqliteToPostgreSql>(run);

public sealed class Values_from_Sqlite_to_MariaDb(FidelityRun<SqliteServer, MariaDbServer, SqliteToMySql> run)
    : FidelityContract<SqliteServer, MariaDbServer, SqliteToMySql>(run);

public sealed class Values_from_Sqlite_to_MySql(FidelityRun<SqliteServer, MySqlServer, SqliteToMySql> run)
    : FidelityContract<SqliteServer, MySqlServer, SqliteToMySql>(run);

public sealed class Values_from_PostgreSql_to_Sqlite(
    FidelityRun<PostgreSqlServer, SqliteServer, PostgreSqlToSqlite> run
) : FidelityContract<PostgreSqlServer, SqliteServer, PostgreSqlToSqlite>(run);

public sealed class Values_from_MariaDb_to_Sqlite(FidelityRun<MariaDbServer, SqliteServer, MySqlToSqlite> run)
    : FidelityContract<MariaDbServer, SqliteServer, MySqlToSqlite>(run);

public sealed class Values_from_MySql_to_Sqlite(FidelityRun<MySqlServer, SqliteServer, MySqlToSqlite> run)
    : FidelityContract<MySqlServer, SqliteServer, MySqlToSqlite>(run);
