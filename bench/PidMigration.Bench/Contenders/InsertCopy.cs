using PidDatabase.Schema;
using PidMigration.Bench.Servers;

namespace PidMigration.Bench.Contenders;

/// <summary>
/// PidMigration into a MySQL or MariaDB server that forbids LOAD DATA LOCAL: what is left are INSERTs of many rows.
/// </summary>
/// <param name="pwsh">The PowerShell that runs the module.</param>
/// <param name="limits">What it must keep within.</param>
internal sealed class InsertCopy(string pwsh, params IReadOnlyList<Limit> limits) : IContender
{
    private readonly ModelCopy _copy = new(pwsh, "");
    private readonly MySqlSetting _localInfile = new("local_infile", "0");

    public string Name => _copy.Name + ", local_infile off";

    public bool MustBeFaithful => true;

    public IReadOnlyList<Limit> Limits => limits;

    public Task PrepareAsync(Server target, string targetDatabase, CancellationToken cancellationToken) =>
        _localInfile.ChangeAsync(target, cancellationToken);

    public Task RestoreAsync(Server target) => _localInfile.RestoreAsync(target);

    public Task<long> RunAsync(
        Server source,
        string sourceDatabase,
        Server target,
        string targetDatabase,
        IReadOnlyList<Table> tables,
        CancellationToken cancellationToken
    ) => _copy.RunAsync(source, sourceDatabase, target, targetDatabase, tables, cancellationToken);
}
