using PidDatabase.Schema;
using PidMigration.Bench.Measuring;
using PidMigration.Bench.Servers;

namespace PidMigration.Bench.Contenders;

/// <summary>
/// What a user would type instead: <c>psql -c "COPY (…) TO STDOUT" | mariadb -e "LOAD DATA LOCAL INFILE '/dev/stdin'
/// …"</c>, or what the two engines have in its place, table after table, each one transaction, checks off.
/// </summary>
/// <remarks>
/// It need not be faithful: between PostgreSQL and MariaDB, COPY writes form feed and vertical tab as \f and \v, which
/// LOAD DATA reads as letters.
/// </remarks>
internal sealed class PipeCopy : IContender
{
    public const string Title = "plain pipe";

    public string Name => Title;

    public bool MustBeFaithful => false;

    public async Task<long> RunAsync(
        Server source,
        string sourceDatabase,
        Server target,
        string targetDatabase,
        IReadOnlyList<Table> tables,
        CancellationToken cancellationToken
    )
    {
        var script = string.Join(
            '\n',
            tables.Select(table =>
                source.Unload(sourceDatabase, table, target.ColumnsOf(table), target.Loads)
                + " | "
                + target.Load(targetDatabase, table)
            )
        );
        var variables = source.Variables.Concat(target.Variables).ToDictionary();
        await ChildProcess.RunAsync(
            ChildProcess.Command("bash", ["-e", "-o", "pipefail", "-c", script], variables),
            cancellationToken
        );
        return 0;
    }
}
