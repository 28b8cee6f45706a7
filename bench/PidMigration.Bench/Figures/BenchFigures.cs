using PidMigration.Bench.Servers;

namespace PidMigration.Bench.Figures;

/// <summary>The figures: a new group is a new entry.</summary>
internal static class BenchFigures
{
    /// <summary>The groups that the servers at hand and the options allow.</summary>
    /// <param name="options">What the command line asks for.</param>
    /// <param name="servers">The servers.</param>
    /// <param name="pwsh">The PowerShell that runs the module.</param>
    /// <param name="idleMemory">The memory of a pwsh that does nothing.</param>
    /// <param name="runner">Makes the source.</param>
    /// <param name="tell">Is told how it goes.</param>
    public static IEnumerable<IFigureGroup> All(
        BenchOptions options,
        BenchServers servers,
        string pwsh,
        long idleMemory,
        CaseRunner runner,
        Action<string> tell
    )
    {
        yield return new ModuleStart(options, runner, servers.PostgreSql, pwsh);
        if (servers.MariaDb is null)
            yield break;
        yield return new LargeRow(options, servers.PostgreSql, servers.MariaDb, pwsh, idleMemory);
        if (options.Tenfold)
            yield return new TenfoldCopy(options, servers.PostgreSql, servers.MariaDb, pwsh, idleMemory, tell);
    }
}
