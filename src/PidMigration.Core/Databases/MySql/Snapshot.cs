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

    private Snapshot(MySqlConnection connection, Databases.Dialect dialect)
        : base(connection, dialect) => _connection = connection;

    public static async Task<Snapshot> BeginAsync(MySqlConnection connection, Databases.Dialect dialect, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ; START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY";
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        return new Snapshot(connection, dialect);
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
}
