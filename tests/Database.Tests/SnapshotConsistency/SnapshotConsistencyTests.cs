using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.SnapshotConsistency;

public sealed class Snapshot_consistency_of_PostgreSql : SnapshotConsistencyContract<PostgreSqlServer>
{
    private protected override int AtRest => 3;
}

public sealed class Snapshot_consistency_of_MariaDb : SnapshotConsistencyContract<MariaDbServer>
{
    private protected override int AtRest => 3;
}

/// <summary>MySQL can't show that two transactions see the same: there is one.</summary>
public sealed class Snapshot_consistency_of_MySql : SnapshotConsistencyContract<MySqlServer>
{
    private protected override int AtRest => 1;
}

public sealed class Snapshot_consistency_of_Sqlite : SnapshotConsistencyContract<SqliteServer>
{
    private protected override int AtRest => 3;

    private protected override string LetWrite => "PRAGMA journal_mode = WAL;";
}
