using PidDatabase;
using PidMigration.Bench.Measuring;

namespace PidMigration.Bench.Servers;

/// <summary>The servers at hand; null for one that isn't there.</summary>
internal sealed record BenchServers(Server PostgreSql, Server? MariaDb, Server? MySql, Server? Sqlite)
{
    /// <summary>Those that the environment names; SQLite where its program is installed.</summary>
    /// <exception cref="FormatException">PostgreSQL is missing, or a URL can't be read.</exception>
    public static BenchServers FromEnvironment()
    {
        var postgreSql =
            Url("PIDMIGRATION_TEST_POSTGRESQL")
            ?? throw new FormatException("PIDMIGRATION_TEST_POSTGRESQL names no server.");
        var mySqlClient = Environment.GetEnvironmentVariable("PIDMIGRATION_TEST_MYSQL_CLIENT") ?? "mysql";
        return new(
            new PostgreSqlServer(postgreSql),
            Url("PIDMIGRATION_TEST_MARIADB") is { } mariaDb ? new MySqlServer(mariaDb, "mariadb") : null,
            Url("PIDMIGRATION_TEST_MYSQL") is { } mySql ? new MySqlServer(mySql, mySqlClient) : null,
            ChildProcess.IsInstalled(SqliteServer.Program)
                ? new SqliteServer(
                    Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "pidmigration-bench")).FullName
                )
                : null
        );
    }

    /// <summary>What is missing, a line for each.</summary>
    public IEnumerable<string> Obstacles()
    {
        if (MariaDb is null)
            yield return "PIDMIGRATION_TEST_MARIADB names no server";
        if (MySql is null)
            yield return "PIDMIGRATION_TEST_MYSQL names no server";
        if (Sqlite is null)
            yield return $"{SqliteServer.Program} is not installed";
    }

    private static DatabaseUrl? Url(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } url ? DatabaseUrl.Parse(url) : null;
}
