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
    /// <param name="shell">PidMigration.Shell.dll.</param>
    public static IEnumerable<BenchCase> All(BenchServers servers, string shell)
    {
        var (postgreSql, mariaDb, mySql, sqlite) = servers;
        if (mariaDb is not null)
        {
            yield return new("PostgreSQL → MariaDB", postgreSql, mariaDb, Forward(shell, 0.6, 1.5));
            yield return new("MariaDB → PostgreSQL", mariaDb, postgreSql, Back(shell));
        }
        if (mySql is not null)
            yield return new("PostgreSQL → MySQL", postgreSql, mySql, Forward(shell, 0.65, 1.9));
        if (sqlite is null)
            yield break;
        yield return new("SQLite → PostgreSQL", sqlite, postgreSql, WithSqlite(shell));
        yield return new("PostgreSQL → SQLite", postgreSql, sqlite, WithSqlite(shell));
        if (mariaDb is null)
            yield break;
        yield return new("SQLite → MariaDB", sqlite, mariaDb, WithSqlite(shell));
        yield return new("MariaDB → SQLite", mariaDb, sqlite, WithSqlite(shell));
    }

    // What needs a copy comes behind the one that is made as its users make it.
    private static IContender[] Forward(string shell, double ratio, double insertRatio) =>
    [
        new PlainPipe(), new HandMade(), new InsertCopy(shell, new TimeLimit(insertRatio, PlainPipe.Title)),
        new ModelCopy(shell, "-BatchSize 1000", [new TimeLimit(1, PlainPipe.Title), .. Frugal]), new ModelCopy(shell, "-SkipPreflight"),
        new ModelCopy(shell, "-Verify", new TimeLimit(1, PlainPipe.Title, ModelCompare.Exact)),
        new ModelCopy(shell, "", [new TimeLimit(ratio, PlainPipe.Title), .. Frugal]),
        new ModelCompare(shell), new ModelCompare(shell, fast: true), new ModelSync(shell),
    ];

    private static IContender[] Back(string shell) =>
    [
        new PlainPipe(), new PgLoader(), new ModelCopy(shell, "-BatchSize 1000", Frugal),
        new ModelCopy(shell, "", [new TimeLimit(0.8, PlainPipe.Title), new TimeLimit(0.5, PgLoader.Title), .. Frugal]),
    ];

    // SQLite works within the client, whose share says nothing there.
    private static IContender[] WithSqlite(string shell) => [new PlainPipe(), new ModelCopy(shell, "", new MemoryLimit(80))];
}
