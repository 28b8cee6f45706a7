using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Fidelity;

public sealed class Load_from_PostgreSql_to_MariaDb : LoadFidelityContract<MariaDbServer>;

public sealed class Load_from_PostgreSql_to_MySql : LoadFidelityContract<MySqlServer>;
