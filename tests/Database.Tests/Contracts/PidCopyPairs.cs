using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Contracts;

public sealed class PID_database_from_PostgreSql_to_PostgreSql(SharedSources sources) : PidCopyContract<PostgreSqlServer, PostgreSqlServer>(sources);

public sealed class PID_database_from_PostgreSql_to_MariaDb(SharedSources sources) : PidCopyContract<PostgreSqlServer, MariaDbServer>(sources);

public sealed class PID_database_from_PostgreSql_to_MySql(SharedSources sources) : PidCopyContract<PostgreSqlServer, MySqlServer>(sources);

public sealed class PID_database_from_PostgreSql_to_Sqlite(SharedSources sources) : PidCopyContract<PostgreSqlServer, SqliteServer>(sources);

public sealed class PID_database_from_MariaDb_to_PostgreSql(SharedSources sources) : PidCopyContract<MariaDbServer, PostgreSqlServer>(sources);

public sealed class PID_database_from_MariaDb_to_MariaDb(SharedSources sources) : PidCopyContract<MariaDbServer, MariaDbServer>(sources);

public sealed class PID_database_from_MariaDb_to_MySql(SharedSources sources) : PidCopyContract<MariaDbServer, MySqlServer>(sources);

public sealed class PID_database_from_MariaDb_to_Sqlite(SharedSources sources) : PidCopyContract<MariaDbServer, SqliteServer>(sources);

public sealed class PID_database_from_MySql_to_PostgreSql(SharedSources sources) : PidCopyContract<MySqlServer, PostgreSqlServer>(sources);

public sealed class PID_database_from_MySql_to_MariaDb(SharedSources sources) : PidCopyContract<MySqlServer, MariaDbServer>(sources);

public sealed class PID_database_from_MySql_to_MySql(SharedSources sources) : PidCopyContract<MySqlServer, MySqlServer>(sources);

public sealed class PID_database_from_MySql_to_Sqlite(SharedSources sources) : PidCopyContract<MySqlServer, SqliteServer>(sources);

public sealed class PID_database_from_Sqlite_to_PostgreSql(SharedSources sources) : PidCopyContract<SqliteServer, PostgreSqlServer>(sources);

public sealed class PID_database_from_Sqlite_to_MariaDb(SharedSources sources) : PidCopyContract<SqliteServer, MariaDbServer>(sources);

public sealed class PID_database_from_Sqlite_to_MySql(SharedSources sources) : PidCopyContract<SqliteServer, MySqlServer>(sources);

public sealed class PID_database_from_Sqlite_to_Sqlite(SharedSources sources) : PidCopyContract<SqliteServer, SqliteServer>(sources);
