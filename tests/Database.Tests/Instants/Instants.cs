using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Instants;

public sealed class An_instant_of_PostgreSql : InstantContract<PostgreSqlServer>
{
    private protected override int AtRest => 3;
}

public sealed class An_instant_of_MariaDb : InstantContract<MariaDbServer>
{
    private protected override int AtRest => 3;
}

/// <summary>MySQL can't show that two transactions see the same: there is one.</summary>
public sealed class An_instant_of_MySql : InstantContract<MySqlServer>
{
    private protected override int AtRest => 1;
}

public sealed class An_instant_of_Sqlite : InstantContract<SqliteServer>
{
    private protected override int AtRest => 3;

    private protected override string LetWrite => "PRAGMA journal_mode = WAL;";
}
