using PidDatabase.Schema;
using PidMigration.Bench.Measuring;
using PidMigration.Bench.Servers;

namespace PidMigration.Bench.Contenders;

/// <summary>
/// The fastest that can be typed: plain pipes into the large tables without their secondary indexes and foreign keys,
/// two side by side, which are then built and declared. It knows this database beforehand, looks at nothing and can't
/// be resumed: what it takes is what these servers need, and no copy out of PostgreSQL's COPY and into LOAD DATA takes
/// much less.
/// </summary>
internal sealed class ManualMigration : IContender
{
    private static readonly string[][] Lanes =
    [
        ["pid_pid"],
        ["django_admin_log", "pid_target"],
    ];
    private readonly Dictionary<string, MySqlKeys> _keys = [];

    public string Name => "by hand, indexes built afterwards";

    public bool MustBeFaithful => false;

    public async Task PrepareAsync(Server target, string targetDatabase, CancellationToken cancellationToken)
    {
        foreach (var name in Lanes.SelectMany(lane => lane))
            _keys[name] = await MySqlKeys.OfAsync(target, targetDatabase, name, cancellationToken);
    }

    public async Task<long> RunAsync(
        Server source,
        string sourceDatabase,
        Server target,
        string targetDatabase,
        IReadOnlyList<Table> tables,
        CancellationToken cancellationToken
    )
    {
        var server = (MySqlServer)target;
        // MariaDB's bulk insert, which unique_checks = 0 turns on, costs it twice the time where there are no other
        // indexes.
        string Pipe(Table table) =>
            source.Unload(sourceDatabase, table, target.ColumnsOf(table), target.Loads)
            + " | "
            + server.Load(targetDatabase, table, uniqueChecks: true);
        string Alter(string name, string clauses) =>
            server.Unchecked(targetDatabase, $"ALTER TABLE `{name}` {clauses}");
        string Build(string name) =>
            $"{Pipe(tables.Single(table => table.Name == name))}; {Alter(name, _keys[name].Add)}";

        var lanes = Lanes.Select((lane, number) => $"( {string.Join("; ", lane.Select(Build))} ) & lane{number}=$!");
        string[] script =
        [
            .. _keys.Select(pair => Alter(pair.Key, pair.Value.Drop)),
            .. lanes,
            .. tables.Where(table => !_keys.ContainsKey(table.Name)).Select(Pipe),
            .. Lanes.Select((_, number) => $"wait $lane{number}"),
        ];
        var variables = source.Variables.Concat(target.Variables).ToDictionary();
        await ChildProcess.RunAsync(
            ChildProcess.Command("bash", ["-e", "-o", "pipefail", "-c", string.Join('\n', script)], variables),
            cancellationToken
        );
        return 0;
    }
}
