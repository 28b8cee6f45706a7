using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using PidDatabase;
using PidMigration.Bench.Measuring;
using PidMigration.Bench.Servers;

namespace PidMigration.Torture.KillTargets;

/// <summary>A server of our own that can be killed and started again with the same data and port.</summary>
/// <param name="name">PostgreSQL, MariaDB or MySQL.</param>
/// <param name="admin">An account that may create databases.</param>
/// <param name="folder">The folder of tests/Servers/guard.sh, which runs the server.</param>
internal abstract class KillTarget(string name, DatabaseUrl admin, string folder)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>What the report calls it.</summary>
    public string Name => name;

    /// <summary>What its password is; it may appear in no output.</summary>
    public string Password => Admin.Password;

    /// <summary>The port that it listens on.</summary>
    public int Port => Admin.Port;

    /// <summary>The server through its own client.</summary>
    public abstract Server Client { get; }

    /// <summary>An account that may create databases.</summary>
    protected DatabaseUrl Admin { get; } = admin;

    /// <summary>The address of one of its databases, by another port where a proxy stands before it.</summary>
    public string UrlOf(string database, int? port = null)
    {
        var url = new UriBuilder(Client.UrlOf(database));
        if (port is { } other)
            url.Port = other;
        return url.Uri.AbsoluteUri;
    }

    /// <summary>
    /// Every table, column, index, key, constraint and trigger of a database in the server's own words, one definition
    /// a line or more; without the product's own tables and the counters' next numbers.
    /// </summary>
    public abstract Task<string> DefinitionsAsync(string database, CancellationToken cancellationToken);

    /// <summary>Opens a connection that sees what other sessions do; it isn't seen itself.</summary>
    public abstract Task<DbConnection> WatchAsync(CancellationToken cancellationToken);

    /// <summary>
    /// A query that gives a line for each session of the product's in a database: what it does right now, as SQL. Its
    /// one parameter, database, is the database's name.
    /// </summary>
    public abstract string ActivityQuery { get; }

    /// <summary>SIGKILL, to the server and all its processes.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        var server = int.Parse(
            (await File.ReadAllTextAsync(Path.Combine(folder, "server"), cancellationToken)).Trim(),
            CultureInfo.InvariantCulture
        );
        // The children first known, then the parent first dead: it must not clean up after them.
        var children = ProcessTree.ChildrenOf(server);
        foreach (var process in children.Prepend(server))
            ProcessTree.Kill(process);
        var clock = Stopwatch.StartNew();
        while (!File.Exists(Path.Combine(folder, "exited")) || children.Any(ProcessTree.IsAlive))
        {
            if (clock.Elapsed > Patience)
                throw new TortureException($"{Name} survived its kill");
            await Task.Delay(20, cancellationToken);
        }
    }

    /// <summary>Starts it once more and waits until it answers.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        var again = Path.Combine(folder, "again");
        await File.WriteAllTextAsync(again, "", cancellationToken);
        var clock = Stopwatch.StartNew();
        while (File.Exists(again) || !await AnswersAsync(cancellationToken))
        {
            if (clock.Elapsed > Patience)
                throw new TortureException(
                    $"{Name} did not come back within {Patience.TotalSeconds} s; its log is {folder}/log"
                );
            await Task.Delay(100, cancellationToken);
        }
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await Client.QueryAsync(Admin.Database, "SELECT 1", cancellationToken) == "1";
        }
        catch (InvalidOperationException)
        {
            // Not yet: the client ends with an error until the server has recovered.
            return false;
        }
    }
}
