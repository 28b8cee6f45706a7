using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Counters;

public sealed class Counters_of_any_kind_from_PostgreSql_to_PostgreSql
    : KeyWaysContract<PostgreSqlServer, PostgreSqlServer>;

public sealed class Counters_of_any_kind_from_PostgreSql_to_MariaDb : KeyWaysContract<PostgreSqlServer, MariaDbServer>;

public sealed class Counters_of_any_kind_from_PostgreSql_to_MySql : KeyWaysContract<PostgreSqlServer, MySqlServer>;

public sealed class Counters_of_any_kind_from_PostgreSql_to_Sqlite : KeyWaysContract<PostgreSqlServer, SqliteServer>;

public sealed class Counters_of_any_kind_from_MariaDb_to_PostgreSql : KeyWaysContract<MariaDbServer, PostgreSqlServer>;

public sealed class Counters_of_any_kind_from_MariaDb_to_MariaDb : KeyWaysContract<MariaDbServer, MariaDbServer>;

public sealed class Counters_of_any_kind_from_MariaDb_to_MySql : KeyWaysContract<MariaDbServer, MySqlServer>;

public sealed class Counters_of_any_kind_from_MariaDb_to_Sqlite : KeyWaysContract<MariaDbServer, SqliteServer>;

public sealed class Counters_of_any_kind_from_MySql_to_PostgreSql : KeyWaysContract<MySqlServer, PostgreSqlServer>;

public sealed class Counters_of_any_kind_from_MySql_to_MariaDb : KeyWaysContract<MySqlServer, MariaDbServer>;

public sealed class Counters_of_any_kind_from_MySql_to_MySql : KeyWaysContract<MySqlServer, MySqlServer>;

public sealed class Counters_of_any_kind_from_MySql_to_Sqlite : KeyWaysContract<MySqlServer, SqliteServer>;

public sealed class Counters_of_any_kind_from_Sqlite_to_PostgreSql : KeyWaysContract<SqliteServer, PostgreSqlServer>;

public sealed class Counters_of_any_kind_from_Sqlite_to_MariaDb : KeyWaysContract<SqliteServer, MariaDbServer>;

public sealed class Counters_of_any_kind_from_Sqlite_to_MySql : KeyWaysContract<SqliteServer, MySqlServer>;

public sealed class Counters_of_any_kind_from_Sqlite_to_Sqlite : KeyWaysContract<SqliteServer, SqliteServer>;
