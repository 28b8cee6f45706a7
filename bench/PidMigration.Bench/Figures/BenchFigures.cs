using PidMigration.Bench.Servers;

namespace PidMigration.Bench.Figures;

/// <summary>The figures: a new group is a new entry.</summary>
internal static class BenchFigures
{
    /// <summary>The groups that the servers at hand and the options allow.</summary>
    /// <param name="options">What the command line asks for.</param>
    /// <param name="servers">The servers.</param>
    /// <param name="shell">PidMigration.Shell.dll.</param>
    /// <param name="idleMemory">The memory of a shell that does nothing.</param>
    /// <param name="runner">Makes the source.</param>
    /// <param name="tell">Is told how it goes.</param>
    public static IEnumerable<IFigureGroup> All(
        BenchOptions options, BenchServers servers, string shell, long idleMemory, CaseRunner runner, Action<string> tell)
    {
        yield return new ShellStart(options, runner, servers.PostgreSql, shell);
        if (servers.MariaDb is null)
            yield break;
        yield return new LargeRow(options, servers.PostgreSql, servers.MariaDb, shell, idleMemory);
        if (options.Tenfold)
            yield return new TenfoldCopy(options, servers.PostgreSql, servers.MariaDb, shell, idleMemory, tell);
    }
}
