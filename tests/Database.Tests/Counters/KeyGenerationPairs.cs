using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Counters;

public sealed class Counters_of_any_kind_from_PostgreSql_to_PostgreSql
    : KeyGenerationContract<PostgreSqlServer, PostgreSqlServer>;

public sealed class Counters_of_any_kind_from_PostgreSql_to_MariaDb
    : KeyGenerationContract<PostgreSqlServer, MariaDbServer>;

public sealed class Counters_of_any_kind_from_PostgreSql_to_MySql
    : KeyGenerationContract<PostgreSqlServer, MySqlServer>;

public sealed class Counters_of_any_kind_from_PostgreSql_to_Sqlite
    : KeyGenerationContract<PostgreSqlServer, SqliteServer>;

public sealed class Counters_of_any_kind_from_MariaDb_to_PostgreSql
    : KeyGenerationContract<MariaDbServer, PostgreSqlServer>;

public sealed class Counters_of_any_kind_from_MariaDb_to_MariaDb : KeyGenerationContract<MariaDbServer, MariaDbServer>;

public sealed class Counters_of_any_kind_from_MariaDb_to_MySql : KeyGenerationContract<MariaDbServer, MySqlServer>;

public sealed class Counters_of_any_kind_from_MariaDb_to_Sqlite : KeyGenerationContract<MariaDbServer, SqliteServer>;

public sealed class Counters_of_any_kind_from_MySql_to_PostgreSql
    : KeyGenerationContract<MySqlServer, PostgreSqlServer>;

public sealed class Counters_of_any_kind_from_MySql_to_MariaDb : KeyGenerationContract<MySqlServer, MariaDbServer>;

public sealed class Counters_of_any_kind_from_MySql_to_MySql : KeyGenerationContract<MySqlServer, MySqlServer>;

public sealed class Counters_of_any_kind_from_MySql_to_Sqlite : KeyGenerationContract<MySqlServer, SqliteServer>;

public sealed class Counters_of_any_kind_from_Sqlite_to_PostgreSql
    : KeyGenerationContract<SqliteServer, PostgreSqlServer>;

public sealed class Counters_of_any_kind_from_Sqlite_to_MariaDb : KeyGenerationContract<SqliteServer, MariaDbServer>;

public sealed class Counters_of_any_kind_from_Sqlite_to_MySql : KeyGenerationContract<SqliteServer, MySqlServer>;

public sealed class Counters_of_any_kind_from_Sqlite_to_Sqlite : KeyGenerationContract<SqliteServer, SqliteServer>;
