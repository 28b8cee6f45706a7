using PidMigration.Database.Tests.Fidelity.Tables;
using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Fidelity;

// Every direction: one line each.

public sealed class Values_from_PostgreSql_to_MariaDb(FidelityRun<PostgreSqlServer, MariaDbServer, PostgreSqlToMySql> run) : FidelityContract<PostgreSqlServer, MariaDbServer, PostgreSqlToMySql>(run);
public sealed class Values_from_PostgreSql_to_MySql(FidelityRun<PostgreSqlServer, MySqlServer, PostgreSqlToMySql> run) : FidelityContract<PostgreSqlServer, MySqlServer, PostgreSqlToMySql>(run);
