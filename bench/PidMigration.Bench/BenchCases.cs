using PidDatabase;
using PidMigration.Bench.Contenders;
using PidMigration.Bench.Servers;

namespace PidMigration.Bench;

/// <summary>The cases: a new one is a new entry.</summary>
internal static class BenchCases
{
    /// <summary>The cases that the servers at hand allow.</summary>
    /// <param name="shell">PidMigration.Shell.dll.</param>
    /// <exception cref="FormatException">A server is missing, or its URL can't be read.</exception>
    public static IEnumerable<BenchCase> All(string shell)
    {
        var postgreSql = new PostgreSqlServer(Url("PIDMIGRATION_TEST_POSTGRESQL")
            ?? throw new FormatException("PIDMIGRATION_TEST_POSTGRESQL names no server."));
        if (Url("PIDMIGRATION_TEST_MARIADB") is { } mariaDb)
            yield return new("PostgreSQL → MariaDB", postgreSql, new MySqlServer(mariaDb, "mariadb"), Forward(shell));
        if (Url("PIDMIGRATION_TEST_MYSQL") is { } mySql)
        {
            var client = Environment.GetEnvironmentVariable("PIDMIGRATION_TEST_MYSQL_CLIENT") ?? "mysql";
            yield return new("PostgreSQL → MySQL", postgreSql, new MySqlServer(mySql, client), Forward(shell));
        }
    }

    // What needs a copy comes behind the one that is made as its users make it.
    private static IContender[] Forward(string shell) =>
    [
        new PlainPipe(), new ModelCopy(shell, 1000), new ModelCopy(shell, null, skipPreflight: true), new ModelCopy(shell, null),
        new ModelCompare(shell), new ModelCompare(shell, fast: true), new ModelSync(shell),
    ];

    private static DatabaseUrl? Url(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } url ? DatabaseUrl.Parse(url) : null;
}
