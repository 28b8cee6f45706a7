using PidDatabase.Schema;
using PidMigration.Bench.Measuring;
using PidMigration.Bench.Servers;

namespace PidMigration.Bench.Contenders;

/// <summary>
/// pgloader from MariaDB into PostgreSQL's tables: rows only, checks off, smaller batches than its own, which need too
/// much memory.
/// </summary>
internal sealed class PgLoader : IContender
{
    public const string Title = "pgloader";

    private const string Program = "pgloader";

    public string Name => Title;

    public bool MustBeFaithful => false;

    public string? Obstacle => ChildProcess.IsInstalled(Program) ? null : "pgloader is not installed";

    public async Task<long> RunAsync(
        Server source,
        string sourceDatabase,
        Server target,
        string targetDatabase,
        IReadOnlyList<Table> tables,
        CancellationToken cancellationToken
    )
    {
        var folder = Directory.CreateTempSubdirectory("pgloader-");
        try
        {
            // In a folder that only this user may enter: it holds both passwords.
            var script = Path.Combine(folder.FullName, "copy.load");
            await File.WriteAllTextAsync(
                script,
                Script(source.UrlOf(sourceDatabase), target.UrlOf(targetDatabase), sourceDatabase, tables),
                cancellationToken
            );
            var command = ChildProcess.Command(
                Program,
                ["--root-dir", folder.FullName, "--on-error-stop", script],
                target.Variables
            );
            await ChildProcess.RunAsync(command, cancellationToken);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Script(string source, string target, string sourceDatabase, IEnumerable<Table> tables) =>
        $"""
            LOAD DATABASE FROM {source} INTO {target}
            WITH data only, truncate, disable triggers, reset no sequences, prefetch rows = 10000
            SET PostgreSQL PARAMETERS timezone TO 'UTC'
            INCLUDING ONLY TABLE NAMES MATCHING {string.Join(", ", tables.Select(table => $"'{table.Name}'"))}
            ALTER SCHEMA '{sourceDatabase}' RENAME TO 'public';
            """;
}
