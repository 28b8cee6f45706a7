using System.Globalization;
using PidDatabase;
using PidDatabase.Schema;

namespace PidMigration.Bench.Servers;

/// <summary>MySQL or MariaDB through its client.</summary>
internal sealed class MySqlServer(DatabaseUrl admin, string client) : Server(admin)
{
    public override IReadOnlyDictionary<string, string> Variables =>
        new Dictionary<string, string> { ["MYSQL_PWD"] = Admin.Password };

    public override string Unload(string database, Table table, IEnumerable<Column> columns, PipeFormat format) =>
        format == PipeFormat.Csv ? UnloadCsv(database, table, columns) : UnloadText(database, table, columns);

    public override string Load(string database, Table table) => Load(database, table, uniqueChecks: false);

    /// <summary>The same with or without unique checks.</summary>
    public string Load(string database, Table table, bool uniqueChecks) =>
        Unchecked(
            database,
            $"SET unique_checks = {(uniqueChecks ? 1 : 0)}; "
                + $"LOAD DATA LOCAL INFILE '/dev/stdin' INTO TABLE `{table.Name}` CHARACTER SET utf8mb4 "
                + $"({string.Join(", ", ColumnsOf(table).Select(column => $"`{column.Name}`"))})"
        );

    /// <summary>A shell command that runs an SQL statement without looking at foreign keys.</summary>
    public string Unchecked(string database, string sql) =>
        ShellCommand(database, "SET foreign_key_checks = 0; " + sql);

    public override string CanonicalRows(Table table)
    {
        var fields = table
            .Columns.Select(column =>
                column.Kind switch
                {
                    ColumnKind.Varchar or ColumnKind.Text => $"hex(`{column.Name}`)",
                    _ => $"cast(`{column.Name}` AS char)",
                }
            )
            .Select(field => $"coalesce({field}, 'null')");
        return $"SELECT concat_ws('|', {string.Join(", ", fields)}) FROM `{table.Name}` ORDER BY "
            + $"`{table.Columns[0].Name}`";
    }

    public override async Task TruncateAsync(
        string database,
        IEnumerable<Table> tables,
        CancellationToken cancellationToken
    ) =>
        await QueryAsync(
            database,
            $"SET foreign_key_checks = 0; {string.Join("; ", tables.Select(table => $"TRUNCATE `{table.Name}`"))}",
            cancellationToken
        );

    public override async Task<int?> ProcessIdAsync(CancellationToken cancellationToken)
    {
        var answer = (await AskAsync("SELECT @@datadir, @@pid_file", cancellationToken)).Split('\t');
        var file = Path.Combine(answer[0], answer[1]);
        return File.Exists(file)
            ? int.Parse(await File.ReadAllTextAsync(file, cancellationToken), CultureInfo.InvariantCulture)
            : 0;
    }

    public override async Task<string> DescribeAsync(CancellationToken cancellationToken)
    {
        const string sql = """
            SELECT concat(@@version_comment, ' ', @@version, ' (innodb_buffer_pool_size=',
                @@innodb_buffer_pool_size DIV 1048576, 'MB, innodb_flush_log_at_trx_commit=',
                @@innodb_flush_log_at_trx_commit, ', log_bin=', @@log_bin, ', collation=', @@collation_server, ')')
            """;
        return await AskAsync(sql, cancellationToken);
    }

    protected override string Client => client;

    protected override IEnumerable<string> Arguments(string database, string sql) =>
        [
            // First, so that no option file of the user's changes what is measured.
            "--no-defaults",
            "--protocol=TCP",
            "-h",
            Admin.Host,
            "-P",
            (Admin.Port == 0 ? 3306 : Admin.Port).ToString(CultureInfo.InvariantCulture),
            "-u",
            Admin.User,
            "--local-infile=1",
            "--quick",
            "--batch",
            "--skip-column-names",
            "--default-character-set=utf8mb4",
            "-D",
            database,
            "-e",
            sql,
        ];

    // --batch writes \t \n \\ as COPY reads them, but a carriage return as it is, which COPY refuses, and NULL like the
    // text NULL.
    private string UnloadText(string database, Table table, IEnumerable<Column> columns)
    {
        var fields = columns.Select(column =>
            column.Nullable ? $"ifnull(`{column.Name}`, '{NullMark}')" : $"`{column.Name}`"
        );
        return ShellCommand(database, $"SELECT {string.Join(", ", fields)} FROM `{table.Name}`")
            + " | LC_ALL=C sed "
            + Quote($@"s/\r/\\r/g; s/{NullMark}/\\N/g");
    }

    // It has no CSV; a row is put together as one field, which --raw prints as it is.
    private string UnloadCsv(string database, Table table, IEnumerable<Column> columns)
    {
        var fields = columns
            .Select(column =>
                column.Kind is ColumnKind.Varchar or ColumnKind.Text
                    ? $"""concat('"', replace(`{column.Name}`, '"', '""'), '"')"""
                    : $"`{column.Name}`"
            )
            .Zip(columns, (field, column) => column.Nullable ? $"ifnull({field}, '{NullMark}')" : field);
        return ShellCommand(database, $"SELECT concat_ws(',', {string.Join(", ", fields)}) FROM `{table.Name}`")
            + " --raw";
    }
}
