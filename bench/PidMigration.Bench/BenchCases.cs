using PidMigration.Bench.Contenders;
using PidMigration.Bench.Servers;

namespace PidMigration.Bench;

/// <summary>The cases: a new one is a new entry.</summary>
internal static class BenchCases
{
    // Of every copy between servers, whoever they are.
    private static readonly Limit[] Frugal = [new ClientShareLimit(10), new MemoryLimit(80)];

    /// <summary>The cases that the servers at hand allow.</summary>
    /// <param name="servers">The servers.</param>
    /// <param name="pwsh">The PowerShell that runs the module.</param>
    public static IEnumerable<BenchCase> All(BenchServers servers, string pwsh)
    {
        var (postgreSql, mariaDb, mySql, sqlite) = servers;
        if (mariaDb is not null)
        {
            yield return new("PostgreSQL → MariaDB", postgreSql, mariaDb, Forward(pwsh, 0.6, 1.5));
            yield return new("MariaDB → PostgreSQL", mariaDb, postgreSql, Back(pwsh));
        }
        if (mySql is not null)
            yield return new("PostgreSQL → MySQL", postgreSql, mySql, Forward(pwsh, 0.65, 1.9));
        if (sqlite is null)
            yield break;
        yield return new("SQLite → PostgreSQL", sqlite, postgreSql, WithSqlite(pwsh));
        yield return new("PostgreSQL → SQLite", postgreSql, sqlite, WithSqlite(pwsh));
        if (mariaDb is null)
            yield break;
        yield return new("SQLite → MariaDB", sqlite, mariaDb, WithSqlite(pwsh));
        yield return new("MariaDB → SQLite", mariaDb, sqlite, WithSqlite(pwsh));
    }

    // What needs a copy comes behind the one that is made as its users make it.
    private static IContender[] Forward(string pwsh, double ratio, double insertRatio) =>
        [
            new PipeCopy(),
            new ManualMigration(),
            new InsertCopy(pwsh, new TimeLimit(insertRatio, PipeCopy.Title)),
            new ModelCopy(pwsh, "-BatchSize 1000", [new TimeLimit(1, PipeCopy.Title), .. Frugal]),
            new ModelCopy(pwsh, "-SkipPreflight"),
            new ModelCopy(pwsh, "-Verify", new TimeLimit(1, PipeCopy.Title, ModelCompare.Exact)),
            new ModelCopy(pwsh, "", [new TimeLimit(ratio, PipeCopy.Title), .. Frugal]),
            new ModelCompare(pwsh),
            new ModelCompare(pwsh, fast: true),
            new ModelSync(pwsh),
        ];

    private static IContender[] Back(string pwsh) =>
        [
            new PipeCopy(),
            new PgLoader(),
            new ModelCopy(pwsh, "-BatchSize 1000", Frugal),
            new ModelCopy(
                pwsh,
                "",
                [new TimeLimit(0.8, PipeCopy.Title), new TimeLimit(0.5, PgLoader.Title), .. Frugal]
            ),
        ];

    // SQLite works within the client, whose share says nothing there.
    private static IContender[] WithSqlite(string pwsh) =>
        [new PipeCopy(), new ModelCopy(pwsh, "", new MemoryLimit(80))];
}
