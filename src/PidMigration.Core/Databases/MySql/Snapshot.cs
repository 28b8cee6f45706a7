using System.Text;
using MySqlConnector;
using PidMigration.Catalog;

namespace PidMigration.Databases.MySql;

/// <summary>
/// One instant of a MySQL or MariaDB database: a consistent-snapshot transaction. Its readers use the same connection, one after
/// the other. Source: MySQL 8.4 manual, 15.3.1, START TRANSACTION.
/// </summary>
internal sealed class Snapshot : Databases.Snapshot
{
    private readonly MySqlConnection _connection;

    private Snapshot(MySqlConnection connection, string? position, Databases.Dialect dialect)
        : base(connection, dialect) => (_connection, Position) = (connection, position);

    /// <inheritdoc/>
    public override string? Position { get; }

    public static async Task<Snapshot> BeginAsync(MySqlConnection connection, Databases.Dialect dialect, CancellationToken cancellationToken)
    {
        var before = await PositionAsync(connection, cancellationToken).ConfigureAwait(false);
        await using var command = connection.CreateCommand();
        command.CommandText = "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ; START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY";
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        // The position isn't part of the snapshot: it holds for it where nothing was written around its beginning.
        var after = await PositionAsync(connection, cancellationToken).ConfigureAwait(false);
        return new Snapshot(connection, before == after ? before : null, dialect);
    }

    /// <inheritdoc/>
    protected override async Task ParseAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = _connection.CreateCommand();
        // PREPARE takes one statement. MySQL 8.4 manual, 15.5.1. The driver itself would split it and prepare each.
        command.CommandText = $"SET @pidmigration = CONVERT(X'{Convert.ToHexString(Encoding.UTF8.GetBytes(sql))}' USING utf8mb4); "
            + "PREPARE pidmigration FROM @pidmigration; DEALLOCATE PREPARE pidmigration";
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async Task<Rows.RowReader> OpenReaderAsync(ReadPlan plan, CancellationToken cancellationToken)
    {
        // A CAST of more than max_allowed_packet gives NULL and a warning: for columns that can hold so much, its length is
        // asked for whenever that would happen, so that the reader can fail instead.
        var guarded = plan.Columns.Select((c, i) => (Column: c, Index: i)).Where(c => c.Column.Kind != ValueKind.Bytes && (c.Column.MaxBytes > 1 << 20 || c.Column.Kind == ValueKind.Json)).ToList();
        var sql = plan.ToSql(Dialect);
        if (guarded.Count > 0)
        {
            var guards = guarded.Select(g => $"IF(OCTET_LENGTH({Dialect.Quote(g.Column.Name)}) >= @@max_allowed_packet - 1024, OCTET_LENGTH({Dialect.Quote(g.Column.Name)}), NULL)");
            sql = sql.Insert("SELECT ".Length + string.Join(", ", plan.Columns.Select(Dialect.Select)).Length, ", " + string.Join(", ", guards));
        }

        var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        try
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            return new RowReader(command, reader, plan, [.. guarded.Select(g => g.Index)]);
        }
        catch
        {
            await command.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The transactions that the binary log has; null where it is off (MySQL: or counts none, gtid_mode being off).</summary>
    private static async Task<string?> PositionAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Connections.IsMariaDb(connection) ? "SELECT @@GLOBAL.gtid_binlog_pos" : "SELECT IF(@@GLOBAL.gtid_mode = 'ON', @@GLOBAL.gtid_executed, '')";
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is string { Length: > 0 } position ? position : null;
    }
}
