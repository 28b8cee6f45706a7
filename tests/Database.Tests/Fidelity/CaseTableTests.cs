using PidMigration.Database.Tests.Fidelity.Tables;

namespace PidMigration.Database.Tests.Fidelity;

public sealed class CaseTableTests
{
    private static readonly CaseTable[] Tables =
    [
        new PostgreSqlToMySql(),
        new MySqlToPostgreSql(),
        new SqliteToPostgreSql(),
        new SqliteToMySql(),
        new PostgreSqlToSqlite(),
        new MySqlToSqlite(),
    ];

    [Fact]
    public void The_tables_hold_enough_values() =>
        Assert.InRange(Tables.Sum(t => t.Cases.Sum(c => c.Values.Count)), 1000, int.MaxValue);
}
