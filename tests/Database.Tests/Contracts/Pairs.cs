using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Contracts;

// Every contract between every two engines: one line each.

public sealed class Pid_database_from_PostgreSql_to_PostgreSql(SharedSources sources)
    : PidCopyContract<PostgreSqlServer, PostgreSqlServer>(sources);

public sealed class Pid_database_from_PostgreSql_to_MariaDb(SharedSources sources)
    : PidCopyContract<PostgreSqlServer, MariaDbServer>(sources);

public sealed class Pid_database_from_PostgreSql_to_MySql(SharedSources sources)
    : PidCopyContract<PostgreSqlServer, MySqlServer>(sources);

public sealed class Pid_database_from_PostgreSql_to_Sqlite(SharedSources sources)
    : PidCopyContract<PostgreSqlServer, SqliteServer>(sources);

public sealed class Pid_database_from_MariaDb_to_PostgreSql(SharedSources sources)
    : PidCopyContract<MariaDbServer, PostgreSqlServer>(sources);

public sealed class Pid_database_from_MariaDb_to_MariaDb(SharedSources sources)
    : PidCopyContract<MariaDbServer, MariaDbServer>(sources);

public sealed class Pid_database_from_MariaDb_to_MySql(SharedSources sources)
    : PidCopyContract<MariaDbServer, MySqlServer>(sources);

public sealed class Pid_database_from_MariaDb_to_Sqlite(SharedSources sources)
    : PidCopyContract<MariaDbServer, SqliteServer>(sources);

public sealed class Pid_database_from_MySql_to_PostgreSql(SharedSources sources)
    : PidCopyContract<MySqlServer, PostgreSqlServer>(sources);

public sealed class Pid_database_from_MySql_to_MariaDb(SharedSources sources)
    : PidCopyContract<MySqlServer, MariaDbServer>(sources);

public sealed class Pid_database_from_MySql_to_MySql(SharedSources sources)
    : PidCopyContract<MySqlServer, MySqlServer>(sources);

public sealed class Pid_database_from_MySql_to_Sqlite(SharedSources sources)
    : PidCopyContract<MySqlServer, SqliteServer>(sources);

public sealed class Pid_database_from_Sqlite_to_PostgreSql(SharedSources sources)
    : PidCopyContract<SqliteServer, PostgreSqlServer>(sources);

public sealed class Pid_database_from_Sqlite_to_MariaDb(SharedSources sources)
    : PidCopyContract<SqliteServer, MariaDbServer>(sources);

public sealed class Pid_database_from_Sqlite_to_MySql(SharedSources sources)
    : PidCopyContract<SqliteServer, MySqlServer>(sources);

public sealed class Pid_database_from_Sqlite_to_Sqlite(SharedSources sources)
    : PidCopyContract<SqliteServer, SqliteServer>(sources);

public sealed class Any_schema_from_PostgreSql_to_PostgreSql : AnySchemaContract<PostgreSqlServer, PostgreSqlServer>;

public sealed class Any_schema_from_PostgreSql_to_MariaDb : AnySchemaContract<PostgreSqlServer, MariaDbServer>;

public sealed class Any_schema_from_PostgreSql_to_MySql : AnySchemaContract<PostgreSqlServer, MySqlServer>;

public sealed class Any_schema_from_PostgreSql_to_Sqlite : AnySchemaContract<PostgreSqlServer, SqliteServer>;

public sealed class Any_schema_from_MariaDb_to_PostgreSql : AnySchemaContract<MariaDbServer, PostgreSqlServer>;

public sealed class Any_schema_from_MariaDb_to_MariaDb : AnySchemaContract<MariaDbServer, MariaDbServer>;

public sealed class Any_schema_from_MariaDb_to_MySql : AnySchemaContract<MariaDbServer, MySqlServer>;

public sealed class Any_schema_from_MariaDb_to_Sqlite : AnySchemaContract<MariaDbServer, SqliteServer>;

public sealed class Any_schema_from_MySql_to_PostgreSql : AnySchemaContract<MySqlServer, PostgreSqlServer>;

public sealed class Any_schema_from_MySql_to_MariaDb : AnySchemaContract<MySqlServer, MariaDbServer>;

public sealed class Any_schema_from_MySql_to_MySql : AnySchemaContract<MySqlServer, MySqlServer>;

public sealed class Any_schema_from_MySql_to_Sqlite : AnySchemaContract<MySqlServer, SqliteServer>;

public sealed class Any_schema_from_Sqlite_to_PostgreSql : AnySchemaContract<SqliteServer, PostgreSqlServer>;

public sealed class Any_schema_from_Sqlite_to_MariaDb : AnySchemaContract<SqliteServer, MariaDbServer>;

public sealed class Any_schema_from_Sqlite_to_MySql : AnySchemaContract<SqliteServer, MySqlServer>;

public sealed class Any_schema_from_Sqlite_to_Sqlite : AnySchemaContract<SqliteServer, SqliteServer>;

public sealed class Partial_copy_from_PostgreSql_to_PostgreSql
    : PartialCopyContract<PostgreSqlServer, PostgreSqlServer>;

public sealed class Partial_copy_from_PostgreSql_to_MariaDb : PartialCopyContract<PostgreSqlServer, MariaDbServer>;

public sealed class Partial_copy_from_PostgreSql_to_MySql : PartialCopyContract<PostgreSqlServer, MySqlServer>;

public sealed class Partial_copy_from_PostgreSql_to_Sqlite : PartialCopyContract<PostgreSqlServer, SqliteServer>;

public sealed class Partial_copy_from_MariaDb_to_PostgreSql : PartialCopyContract<MariaDbServer, PostgreSqlServer>;

public sealed class Partial_copy_from_MariaDb_to_MariaDb : PartialCopyContract<MariaDbServer, MariaDbServer>;

public sealed class Partial_copy_from_MariaDb_to_MySql : PartialCopyContract<MariaDbServer, MySqlServer>;

public sealed class Partial_copy_from_MariaDb_to_Sqlite : PartialCopyContract<MariaDbServer, SqliteServer>;

public sealed class Partial_copy_from_MySql_to_PostgreSql : PartialCopyContract<MySqlServer, PostgreSqlServer>;

public sealed class Partial_copy_from_MySql_to_MariaDb : PartialCopyContract<MySqlServer, MariaDbServer>;

public sealed class Partial_copy_from_MySql_to_MySql : PartialCopyContract<MySqlServer, MySqlServer>;

public sealed class Partial_copy_from_MySql_to_Sqlite : PartialCopyContract<MySqlServer, SqliteServer>;

public sealed class Partial_copy_from_Sqlite_to_PostgreSql : PartialCopyContract<SqliteServer, PostgreSqlServer>;

public sealed class Partial_copy_from_Sqlite_to_MariaDb : PartialCopyContract<SqliteServer, MariaDbServer>;

public sealed class Partial_copy_from_Sqlite_to_MySql : PartialCopyContract<SqliteServer, MySqlServer>;

public sealed class Partial_copy_from_Sqlite_to_Sqlite : PartialCopyContract<SqliteServer, SqliteServer>;

public sealed class Counters_from_PostgreSql_to_PostgreSql : CounterContract<PostgreSqlServer, PostgreSqlServer>;

public sealed class Counters_from_PostgreSql_to_MariaDb : CounterContract<PostgreSqlServer, MariaDbServer>;

public sealed class Counters_from_PostgreSql_to_MySql : CounterContract<PostgreSqlServer, MySqlServer>;

public sealed class Counters_from_PostgreSql_to_Sqlite : CounterContract<PostgreSqlServer, SqliteServer>;

public sealed class Counters_from_MariaDb_to_PostgreSql : CounterContract<MariaDbServer, PostgreSqlServer>;

public sealed class Counters_from_MariaDb_to_MariaDb : CounterContract<MariaDbServer, MariaDbServer>;

public sealed class Counters_from_MariaDb_to_MySql : CounterContract<MariaDbServer, MySqlServer>;

public sealed class Counters_from_MariaDb_to_Sqlite : CounterContract<MariaDbServer, SqliteServer>;

public sealed class Counters_from_MySql_to_PostgreSql : CounterContract<MySqlServer, PostgreSqlServer>;

public sealed class Counters_from_MySql_to_MariaDb : CounterContract<MySqlServer, MariaDbServer>;

public sealed class Counters_from_MySql_to_MySql : CounterContract<MySqlServer, MySqlServer>;

public sealed class Counters_from_MySql_to_Sqlite : CounterContract<MySqlServer, SqliteServer>;

public sealed class Counters_from_Sqlite_to_PostgreSql : CounterContract<SqliteServer, PostgreSqlServer>;

public sealed class Counters_from_Sqlite_to_MariaDb : CounterContract<SqliteServer, MariaDbServer>;

public sealed class Counters_from_Sqlite_to_MySql : CounterContract<SqliteServer, MySqlServer>;

public sealed class Counters_from_Sqlite_to_Sqlite : CounterContract<SqliteServer, SqliteServer>;

public sealed class Failing_copy_from_PostgreSql_to_PostgreSql
    : FailingCopyContract<PostgreSqlServer, PostgreSqlServer>;

public sealed class Failing_copy_from_PostgreSql_to_MariaDb : FailingCopyContract<PostgreSqlServer, MariaDbServer>;

public sealed class Failing_copy_from_PostgreSql_to_MySql : FailingCopyContract<PostgreSqlServer, MySqlServer>;

public sealed class Failing_copy_from_PostgreSql_to_Sqlite : FailingCopyContract<PostgreSqlServer, SqliteServer>;

public sealed class Failing_copy_from_MariaDb_to_PostgreSql : FailingCopyContract<MariaDbServer, PostgreSqlServer>;

public sealed class Failing_copy_from_MariaDb_to_MariaDb : FailingCopyContract<MariaDbServer, MariaDbServer>;

public sealed class Failing_copy_from_MariaDb_to_MySql : FailingCopyContract<MariaDbServer, MySqlServer>;

public sealed class Failing_copy_from_MariaDb_to_Sqlite : FailingCopyContract<MariaDbServer, SqliteServer>;

public sealed class Failing_copy_from_MySql_to_PostgreSql : FailingCopyContract<MySqlServer, PostgreSqlServer>;

public sealed class Failing_copy_from_MySql_to_MariaDb : FailingCopyContract<MySqlServer, MariaDbServer>;

public sealed class Failing_copy_from_MySql_to_MySql : FailingCopyContract<MySqlServer, MySqlServer>;

public sealed class Failing_copy_from_MySql_to_Sqlite : FailingCopyContract<MySqlServer, SqliteServer>;

public sealed class Failing_copy_from_Sqlite_to_PostgreSql : FailingCopyContract<SqliteServer, PostgreSqlServer>;

public sealed class Failing_copy_from_Sqlite_to_MariaDb : FailingCopyContract<SqliteServer, MariaDbServer>;

public sealed class Failing_copy_from_Sqlite_to_MySql : FailingCopyContract<SqliteServer, MySqlServer>;

public sealed class Failing_copy_from_Sqlite_to_Sqlite : FailingCopyContract<SqliteServer, SqliteServer>;

public sealed class Server_settings_of_MariaDb(SharedSources sources) : ServerSettingsContract<MariaDbServer>(sources);

public sealed class Server_settings_of_MySql(SharedSources sources) : ServerSettingsContract<MySqlServer>(sources);

public sealed class Comparison_from_PostgreSql_to_PostgreSql : CompareContract<PostgreSqlServer, PostgreSqlServer>;

public sealed class Comparison_from_PostgreSql_to_MariaDb : CompareContract<PostgreSqlServer, MariaDbServer>;

public sealed class Comparison_from_PostgreSql_to_MySql : CompareContract<PostgreSqlServer, MySqlServer>;

public sealed class Comparison_from_PostgreSql_to_Sqlite : CompareContract<PostgreSqlServer, SqliteServer>;

public sealed class Comparison_from_MariaDb_to_PostgreSql : CompareContract<MariaDbServer, PostgreSqlServer>;

public sealed class Comparison_from_MariaDb_to_MariaDb : CompareContract<MariaDbServer, MariaDbServer>;

public sealed class Comparison_from_MariaDb_to_MySql : CompareContract<MariaDbServer, MySqlServer>;

public sealed class Comparison_from_MariaDb_to_Sqlite : CompareContract<MariaDbServer, SqliteServer>;

public sealed class Comparison_from_MySql_to_PostgreSql : CompareContract<MySqlServer, PostgreSqlServer>;

public sealed class Comparison_from_MySql_to_MariaDb : CompareContract<MySqlServer, MariaDbServer>;

public sealed class Comparison_from_MySql_to_MySql : CompareContract<MySqlServer, MySqlServer>;

public sealed class Comparison_from_MySql_to_Sqlite : CompareContract<MySqlServer, SqliteServer>;

public sealed class Comparison_from_Sqlite_to_PostgreSql : CompareContract<SqliteServer, PostgreSqlServer>;

public sealed class Comparison_from_Sqlite_to_MariaDb : CompareContract<SqliteServer, MariaDbServer>;

public sealed class Comparison_from_Sqlite_to_MySql : CompareContract<SqliteServer, MySqlServer>;

public sealed class Comparison_from_Sqlite_to_Sqlite : CompareContract<SqliteServer, SqliteServer>;

public sealed class Random_faults_from_PostgreSql_to_MariaDb : RandomFaultsContract<PostgreSqlServer, MariaDbServer>;

public sealed class Random_faults_from_PostgreSql_to_MySql : RandomFaultsContract<PostgreSqlServer, MySqlServer>;

public sealed class Random_faults_from_MariaDb_to_PostgreSql : RandomFaultsContract<MariaDbServer, PostgreSqlServer>;

public sealed class Random_faults_from_MySql_to_PostgreSql : RandomFaultsContract<MySqlServer, PostgreSqlServer>;

public sealed class Random_faults_from_PostgreSql_to_Sqlite : RandomFaultsContract<PostgreSqlServer, SqliteServer>;
