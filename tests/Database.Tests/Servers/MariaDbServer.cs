namespace PidMigration.Database.Tests.Servers;

public sealed class MariaDbServer() : MySqlFamilyServer("PIDMIGRATION_TEST_MARIADB")
{
    public override string Name => "MariaDB";

    protected override string? Client => ClientProgram.Find("mariadb");

    protected override string UuidType => "uuid";
}
