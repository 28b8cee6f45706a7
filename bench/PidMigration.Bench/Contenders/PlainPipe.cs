using PidDatabase.Schema;
using PidMigration.Bench.Measuring;
using PidMigration.Bench.Servers;

namespace PidMigration.Bench.Contenders;

/// <summary>
/// What a user would type instead: <c>psql -c "COPY (…) TO STDOUT" | mariadb -e "LOAD DATA LOCAL INFILE '/dev/stdin' …"</c>,
/// table after table, each one statement and so one transaction, checks off.
/// </summary>
/// <remarks>It is not faithful: COPY writes form feed and vertical tab as \f and \v, which LOAD DATA reads as letters.</remarks>
internal sealed class PlainPipe : IContender
{
    public const string Title = "plain pipe";

    public string Name => Title;

    public bool MustBeFaithful => false;

    public async Task<long> RunAsync(
        Server source, string sourceDatabase, Server target, string targetDatabase, IReadOnlyList<Table> tables, CancellationToken cancellationToken)
    {
        var script = string.Join('\n', tables.Select(table =>
            source.ShellCommand(sourceDatabase, Read(table)) + " | " + target.ShellCommand(targetDatabase, Write(table))));
        var variables = source.Variables.Concat(target.Variables).ToDictionary();
        await Child.RunAsync(Child.Command("bash", ["-e", "-o", "pipefail", "-c", script], variables), cancellationToken);
        return 0;
    }

    private static string Read(Table table)
    {
        var columns = table.Columns.Select(column => column.Kind switch
        {
            ColumnKind.Boolean => $"\"{column.Name}\"::int",
            ColumnKind.Instant => $"\"{column.Name}\" AT TIME ZONE 'UTC'",
            _ => $"\"{column.Name}\"",
        });
        return $"COPY (SELECT {string.Join(", ", columns)} FROM \"{table.Name}\") TO STDOUT";
    }

    private static string Write(Table table)
    {
        var columns = string.Join(", ", table.Columns.Select(column => $"`{column.Name}`"));
        return "SET foreign_key_checks = 0, unique_checks = 0; "
            + $"LOAD DATA LOCAL INFILE '/dev/stdin' INTO TABLE `{table.Name}` CHARACTER SET utf8mb4 ({columns})";
    }
}
