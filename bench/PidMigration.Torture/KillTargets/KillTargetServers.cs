using PidDatabase;

namespace PidMigration.Torture.KillTargets;

/// <summary>The servers that build.ps1 started for this program alone.</summary>
internal static class KillTargetServers
{
    /// <summary>Those that the environment names.</summary>
    /// <exception cref="FormatException">PostgreSQL or all others are missing.</exception>
    public static (KillTarget PostgreSql, IReadOnlyList<KillTarget> Others) Find()
    {
        var others = new List<KillTarget>();
        if (Named("MARIADB") is { } mariaDb)
            others.Add(new MySqlKillTarget("MariaDB", mariaDb.Url, mariaDb.Folder, "mariadb"));
        if (Named("MYSQL") is { } mySql)
            others.Add(
                new MySqlKillTarget(
                    "MySQL",
                    mySql.Url,
                    mySql.Folder,
                    Environment.GetEnvironmentVariable("PIDMIGRATION_TORTURE_MYSQL_CLIENT") ?? "mysql"
                )
            );
        return Named("POSTGRESQL") is { } postgreSql && others.Count > 0
            ? (new PostgreSqlKillTarget(postgreSql.Url, postgreSql.Folder), others)
            : throw new FormatException("There are no servers to kill; 'build.ps1 Torture' starts them.");
    }

    private static (DatabaseUrl Url, string Folder)? Named(string engine)
    {
        var url = Environment.GetEnvironmentVariable($"PIDMIGRATION_TORTURE_{engine}");
        var folder = Environment.GetEnvironmentVariable($"PIDMIGRATION_TORTURE_{engine}_FOLDER");
        return string.IsNullOrEmpty(url) || string.IsNullOrEmpty(folder) ? null : (DatabaseUrl.Parse(url), folder);
    }
}
