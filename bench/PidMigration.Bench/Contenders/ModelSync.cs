using System.Globalization;
using PidDatabase.Schema;
using PidMigration.Bench.Servers;

namespace PidMigration.Bench.Contenders;

/// <summary>
/// Sync-PidModel over a whole copy in which a thousand rows were changed, spread over the large tables.
/// </summary>
/// <param name="pwsh">The PowerShell that runs the module.</param>
internal sealed class ModelSync(string pwsh) : IContender
{
    private static readonly (string Table, string Column, int Rows)[] Changes =
    [
        ("pid_pid", "name", 400),
        ("pid_target", "uri", 300),
        ("django_admin_log", "change_message", 300),
    ];

    public string Name => "Sync-PidModel, 1,000 rows changed";

    public bool MustBeFaithful => true;

    public bool NeedsCopy => true;

    public IReadOnlyList<Limit> Limits => [new TimeLimit(1.2, ModelCompare.Exact)];

    public async Task PrepareAsync(Server target, string targetDatabase, CancellationToken cancellationToken)
    {
        foreach (var (table, column, rows) in Changes)
        {
            var last = long.Parse(
                await target.QueryAsync(targetDatabase, $"SELECT max(id) FROM {table}", cancellationToken),
                CultureInfo.InvariantCulture
            );
            // Every so manyth key, for gaps in the keys a few more than are wanted.
            var step = Math.Max(1, last / (rows * 11 / 10));
            await target.QueryAsync(
                targetDatabase,
                $"UPDATE {table} JOIN (SELECT id FROM {table} WHERE id % {step} = 0 ORDER BY id LIMIT "
                    + $"{rows}) AS some USING (id) SET {column} = CONCAT('changed: ', LEFT({column}, 100))",
                cancellationToken
            );
        }
    }

    public Task<long> RunAsync(
        Server source,
        string sourceDatabase,
        Server target,
        string targetDatabase,
        IReadOnlyList<Table> tables,
        CancellationToken cancellationToken
    ) =>
        Pwsh.RunAsync(
            pwsh,
            "Get-PidModel | Sync-PidModel -Confirm:$false",
            source.UrlOf(sourceDatabase),
            target.UrlOf(targetDatabase),
            cancellationToken
        );
}
