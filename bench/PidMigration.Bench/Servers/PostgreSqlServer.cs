using System.Globalization;
using PidDatabase;
using PidDatabase.Schema;

namespace PidMigration.Bench.Servers;

/// <summary>PostgreSQL through psql.</summary>
internal sealed class PostgreSqlServer(DatabaseUrl admin) : Server(admin)
{
    public override IReadOnlyDictionary<string, string> Variables =>
        new Dictionary<string, string> { ["PGPASSWORD"] = Admin.Password, ["PGCLIENTENCODING"] = "UTF8" };

    public override string Unload(string database, Table table, IEnumerable<Column> columns, PipeFormat format)
    {
        var fields = columns.Select(column =>
            column.Kind switch
            {
                ColumnKind.Boolean => $"\"{column.Name}\"::int",
                ColumnKind.Instant => $"\"{column.Name}\" AT TIME ZONE 'UTC'",
                _ => $"\"{column.Name}\"",
            }
        );
        var form = format == PipeFormat.Csv ? $" (FORMAT csv, NULL '{NullMark}')" : "";
        return ShellCommand(
            database,
            $"COPY (SELECT {string.Join(", ", fields)} FROM \"{table.Name}\") TO STDOUT{form}"
        );
    }

    // As replica, no trigger runs, and so no foreign key is checked.
    public override string Load(string database, Table table) =>
        ShellCommand(
            database,
            "SET session_replication_role = replica; SET timezone = 'UTC'; "
                + $"COPY \"{table.Name}\" "
                + $"({string.Join(", ", ColumnsOf(table).Select(column => $"\"{column.Name}\""))}) FROM STDIN"
        );

    public override string CanonicalRows(Table table)
    {
        var fields = table
            .Columns.Select(column =>
                column.Kind switch
                {
                    ColumnKind.Varchar or ColumnKind.Text =>
                        $"upper(encode(convert_to(\"{column.Name}\", 'UTF8'), 'hex'))",
                    ColumnKind.Instant => $"to_char(\"{column.Name}\" AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')",
                    ColumnKind.Boolean => $"\"{column.Name}\"::int::text",
                    _ => $"\"{column.Name}\"::text",
                }
            )
            .Select(field => $"coalesce({field}, 'null')");
        return $"COPY (SELECT concat_ws('|', {string.Join(", ", fields)}) FROM \"{table.Name}\" ORDER BY "
            + $"\"{table.Columns[0].Name}\") TO STDOUT";
    }

    public override async Task TruncateAsync(
        string database,
        IEnumerable<Table> tables,
        CancellationToken cancellationToken
    ) =>
        await QueryAsync(
            database,
            $"TRUNCATE {string.Join(", ", tables.Select(table => $"\"{table.Name}\""))} CASCADE",
            cancellationToken
        );

    public override async Task<int?> ProcessIdAsync(CancellationToken cancellationToken)
    {
        var lines = await AskAsync("SELECT pg_read_file('postmaster.pid')", cancellationToken);
        return int.Parse(lines.Split('\n')[0], CultureInfo.InvariantCulture);
    }

    public override async Task<string> DescribeAsync(CancellationToken cancellationToken)
    {
        const string sql = """
            SELECT 'PostgreSQL ' || current_setting('server_version') || ' (' ||
                string_agg(name || '=' || current_setting(name), ', ' ORDER BY name) || ')'
            FROM pg_settings WHERE name IN ('shared_buffers', 'fsync', 'synchronous_commit', 'max_wal_size')
            """;
        return await AskAsync(sql, cancellationToken);
    }

    protected override string Client => "psql";

    protected override IEnumerable<string> Arguments(string database, string sql) =>
        [
            "-X",
            "-q",
            "-A",
            "-t",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            Admin.Host,
            "-p",
            (Admin.Port == 0 ? 5432 : Admin.Port).ToString(CultureInfo.InvariantCulture),
            "-U",
            Admin.User,
            "-d",
            database,
            "-c",
            sql,
        ];
}
