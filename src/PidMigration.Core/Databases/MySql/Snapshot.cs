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

    public static Snapshot Begin(MySqlConnection connection, Databases.Dialect dialect)
    {
        var before = PositionOf(connection);
        using var command = connection.CreateCommand();
        command.CommandText = "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ; START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY";
        command.ExecuteNonQuery();
        // The position isn't part of the snapshot: it holds for it where nothing was written around its beginning.
        return new Snapshot(connection, before == PositionOf(connection) ? before : null, dialect);
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
    public override Task<Rows.RowReader> OpenReaderAsync(ReadPlan plan, CancellationToken cancellationToken) => Task.Run<Rows.RowReader>(() => OpenReader(plan, cancellationToken), cancellationToken);

    private RowReader OpenReader(ReadPlan plan, CancellationToken cancellationToken)
    {
        // A CAST of more than max_allowed_packet gives NULL and a warning: for columns that can hold so much, its length is
        // asked for whenever that would happen, so that the reader can fail instead.
        var guarded = plan.Columns.Select((c, i) => (Column: c, Index: i)).Where(c => c.Column.Kind != ValueKind.Bytes && (c.Column.MaxBytes > 1 << 20 || c.Column.Kind == ValueKind.Json)).ToList();
        var guards = guarded.Select(g => Dialect.Quote(g.Column.Name)).Select(name => $"IF(OCTET_LENGTH({name}) >= @@max_allowed_packet - 1024, OCTET_LENGTH({name}), NULL)");
        var command = _connection.CreateCommand();
        command.CommandText = plan.ToSql(Dialect, guards);
        command.CommandTimeout = 0;
        // The first row may be a long time coming, where the server has to sort.
        using var stop = cancellationToken.Register(command.Cancel);
        try
        {
            return new RowReader(command, command.ExecuteReader(), plan, [.. guarded.Select(g => g.Index)]);
        }
        catch (Exception e)
        {
            command.Dispose();
            if (e is MySqlException && cancellationToken.IsCancellationRequested) throw new OperationCanceledException(cancellationToken);
            throw;
        }
    }

    /// <summary>The transactions that the binary log has; null where it is off (MySQL: or counts none, gtid_mode being off).</summary>
    private static string? PositionOf(MySqlConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Connections.IsMariaDb(connection) ? "SELECT @@GLOBAL.gtid_binlog_pos" : "SELECT IF(@@GLOBAL.gtid_mode = 'ON', @@GLOBAL.gtid_executed, '')";
        return command.ExecuteScalar() is string { Length: > 0 } position ? position : null;
    }
}
