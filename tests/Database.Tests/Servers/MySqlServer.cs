using PidMigration.Database.Tests.Schema;

namespace PidMigration.Database.Tests.Servers;

public sealed class MySqlServer() : MySqlFamilyServer("PIDMIGRATION_TEST_MYSQL")
{
    public override string Name => "MySQL";

    public override bool IsOptional =>
        Environment.GetEnvironmentVariable("PIDMIGRATION_TEST_MYSQL") is not { Length: > 0 };

    public override bool HasNegativeZero => true;

    protected override string? Client => Environment.GetEnvironmentVariable("PIDMIGRATION_TEST_MYSQL_CLIENT");

    protected override string UuidType => "char(32)";

    // MySQL keeps what it says of a table for a day, if it isn't told otherwise.
    public override string LastIssued(TestTable table, string column) =>
        "SET information_schema_stats_expiry = 0;\n" + base.LastIssued(table, column);
}
