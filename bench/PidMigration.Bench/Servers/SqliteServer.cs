using PidDatabase;
using PidDatabase.Schema;

namespace PidMigration.Bench.Servers;

/// <summary>
/// SQLite through sqlite3: a file for each database, with the journal and the syncs that the engine has by itself.
/// </summary>
/// <param name="folder">Where the files are.</param>
internal sealed class SqliteServer(string folder) : Server(new DatabaseUrl { Scheme = "sqlite", Database = NoDatabase })
{
    /// <summary>The client's program.</summary>
    public const string Program = "sqlite3";

    private const string NoDatabase = ":memory:";

    public override IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>();

    public override PipeFormat Loads => PipeFormat.Csv;

    public override string UrlOf(string database) => "sqlite:///" + FileOf(database);

    public override IEnumerable<Column> ColumnsOf(Table table) => table.SqliteColumns;

    public override string Unload(string database, Table table, IEnumerable<Column> columns, PipeFormat format)
    {
        if (format != PipeFormat.Text)
            throw new NotSupportedException("No case copies from SQLite to SQLite.");
        // The list mode prints what is there; so the text is given its escapes by the query.
        var fields = columns.Select(column =>
            column.Kind is ColumnKind.Varchar or ColumnKind.Text
                ? $@"replace(replace(replace(replace(""{column.Name}"", '\', '\\'), char(9), '\t'), "
                    + "char(10), '\\n'), char(13), '\\r')"
                : $"\"{column.Name}\""
        );
        return ShellCommand(database, $"SELECT {string.Join(", ", fields)} FROM \"{table.Name}\"")
            + @" -separator $'\t' -nullvalue '\N'";
    }

    public override string Load(string database, Table table)
    {
        var nullable = table.Columns.Where(column => column.Nullable).Select(column => $"\"{column.Name}\"").ToList();
        var update =
            $"UPDATE \"{table.Name}\" SET "
            + $"{string.Join(", ", nullable.Select(column => $"{column} = nullif({column}, '{NullMark}')"))} "
            + $"WHERE '{NullMark}' IN ({string.Join(", ", nullable)})";
        string[] commands =
        [
            "BEGIN",
            $".import --csv /dev/stdin {table.Name}",
            .. nullable.Count > 0 ? [update] : Array.Empty<string>(),
            "COMMIT",
        ];
        return string.Join(' ', Options.Append(FileOf(database)).Concat(commands).Prepend(Client).Select(Quote));
    }

    public override string CanonicalRows(Table table)
    {
        // hex(NULL) is an empty text, so the column itself is asked.
        var fields = table.Columns.Select(column =>
            $"CASE WHEN \"{column.Name}\" IS NULL THEN 'null' ELSE "
            + column.Kind switch
            {
                ColumnKind.Varchar or ColumnKind.Text => $"hex(\"{column.Name}\")",
                // Django leaves out a fraction of zero.
                ColumnKind.Instant =>
                    $"substr(\"{column.Name}\" || CASE WHEN \"{column.Name}\" LIKE '%.%' THEN '000000' ELSE "
                        + $"'.000000' END, 1, 26)",
                _ => $"\"{column.Name}\"",
            }
            + " END"
        );
        return $"SELECT {string.Join(" || '|' || ", fields)} FROM \"{table.Name}\" ORDER BY "
            + $"\"{table.Columns[0].Name}\"";
    }

    public override async Task TruncateAsync(
        string database,
        IEnumerable<Table> tables,
        CancellationToken cancellationToken
    ) =>
        await QueryAsync(
            database,
            string.Join("; ", tables.Select(table => $"DELETE FROM \"{table.Name}\"")),
            cancellationToken
        );

    public override Task<int?> ProcessIdAsync(CancellationToken cancellationToken) => Task.FromResult<int?>(null);

    public override async Task<string> DescribeAsync(CancellationToken cancellationToken)
    {
        // Of a file: a database in memory has a journal of another kind.
        const string scratch = "pid_bench_scratch";
        var answer = (
            await QueryAsync(
                scratch,
                "SELECT sqlite_version(); PRAGMA synchronous; PRAGMA journal_mode",
                cancellationToken
            )
        ).Split('\n');
        await DropAsync(scratch, cancellationToken);
        return $"SQLite, {Program} {answer[0]} (synchronous={answer[1]}, journal_mode={answer[2]})";
    }

    public override Task DropAsync(string database, CancellationToken cancellationToken)
    {
        // The last one is Copy-PidModel's, which keeps a second copy out.
        foreach (var suffix in new[] { "", "-journal", "-wal", "-shm", "-pidmigration-lock" })
            File.Delete(FileOf(database) + suffix);
        return Task.CompletedTask;
    }

    protected override string Client => Program;

    // An option file of the user's would change what is measured.
    private static IEnumerable<string> Options => ["-init", "/dev/null", "-batch", "-bail", "-list"];

    protected override IEnumerable<string> Arguments(string database, string sql) =>
        [.. Options, FileOf(database), sql];

    private string FileOf(string database) =>
        database == NoDatabase ? NoDatabase : Path.Combine(folder, database + ".db");
}
