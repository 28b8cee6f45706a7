using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Contracts;

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
