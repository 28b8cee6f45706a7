using System.Data.Common;
using System.Text;
using MySqlConnector;
using PidMigration.Catalog;
using PidMigration.Databases.Resilience;
using PidMigration.Failures;

namespace PidMigration.Databases.MySql;

/// <summary>
/// One instant of a MySQL or MariaDB database: a consistent-snapshot transaction. MariaDB tells where in its binary log
/// such a transaction stands, and lets none begin between a commit's way into the log and its effect: those that stand
/// at the same place see the same rows, and are read side by side. Sources: MySQL 8.4 manual, 15.3.1, START
/// TRANSACTION; MariaDB Knowledge Base, Enhancements for START TRANSACTION WITH CONSISTENT SNAPSHOT.
/// </summary>
internal sealed class MySqlSnapshot : Snapshot
{
    /// <summary>
    /// Whether all that is written to a MariaDB goes into its binary log. A replica may leave out what it gets from
    /// elsewhere, and so may a node of a cluster.
    /// </summary>
    private const string LogsAll =
        "@@log_bin AND (@@log_slave_updates OR NOT EXISTS (SELECT 1 FROM information_schema.GLOBAL_STATUS WHERE "
        + "VARIABLE_NAME = 'SLAVES_RUNNING' AND VARIABLE_VALUE <> '0') "
        + "AND NOT EXISTS (SELECT 1 FROM information_schema.GLOBAL_VARIABLES WHERE VARIABLE_NAME = 'WSREP_ON' AND "
        + "VARIABLE_VALUE = 'ON'))";

    /// <summary>How often several transactions are begun until they see the same.</summary>
    private const int Attempts = 5;

    private MySqlSnapshot(SnapshotConnectionPool sessions, string? position, Database database)
        : base(sessions, sessions, database) => Position = position;

    /// <inheritdoc/>
    public override string? Position { get; }

    /// <inheritdoc/>
    protected override bool SurvivesStatementErrors => true;

    public static MySqlSnapshot Begin(Func<MySqlConnection> open, int readers, Database database)
    {
        var sessions = new List<MySqlConnection> { open() };
        try
        {
            var first = sessions[0];
            // Connected before the first one begins: what is left to do then takes no time.
            var tells = TellsInstants(first);
            if (readers > 1 && tells)
                sessions.AddRange(More(open, readers - 1));
            string? position;
            List<MySqlConnection> elsewhere;
            var attempts = 0;
            do
            {
                var before = PositionOf(first, tells);
                Start(first);
                // The position isn't part of the snapshot: it holds for it where nothing was written around its
                // beginning.
                position = before == PositionOf(first, tells) ? before : null;
                foreach (var other in sessions.Skip(1))
                    Start(other);
                var instant = sessions.Count > 1 ? InstantOf(first) : "";
                elsewhere = [.. sessions.Skip(1).Where(s => InstantOf(s) != instant)];
            }
            // Others may have written in between, if only to another database of that server.
            while (elsewhere.Count > 0 && ++attempts < Attempts);

            foreach (var other in elsewhere)
            {
                sessions.Remove(other);
                other.Dispose();
            }

            return new MySqlSnapshot(new FixedConnectionPool([.. sessions]), position, database);
        }
        catch
        {
            foreach (var session in sessions)
                session.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    /// <remarks>Source: MariaDB Knowledge Base, System-Versioned Tables, Querying Historical Data.</remarks>
    public override async Task<long> CountHistoryAsync(Table table, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (!table.IsVersioned)
            return 0;
        var name = Dialect.Quote(table.Name);
        var history = await ScalarAsync(
                $"SELECT (SELECT COUNT(*) FROM {name} FOR SYSTEM_TIME ALL) - (SELECT COUNT(*) FROM {name})",
                cancellationToken
            )
            .ConfigureAwait(false);
        return Convert.ToInt64(history, System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    protected override async Task ParseAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        // PREPARE takes one statement. MySQL 8.4 manual, 15.5.1. The driver itself would split it and prepare each.
        command.CommandText =
            $"SET @pidmigration = CONVERT(X'{Convert.ToHexString(Encoding.UTF8.GetBytes(sql))}' USING utf8mb4); "
            + "PREPARE pidmigration FROM @pidmigration; DEALLOCATE PREPARE pidmigration";
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override RowReader OpenReader(ConnectionLease lease, ReadPlan plan, CancellationToken cancellationToken)
    {
        // A CAST of more than max_allowed_packet gives NULL and a warning: for columns that can hold so much, its
        // length is asked for whenever that would happen, so that the reader can fail instead.
        var guarded = plan
            .Columns.Select((c, i) => (Column: c, Index: i))
            .Where(c =>
                c.Column.Kind != ValueKind.Bytes && (c.Column.MaxBytes > 1 << 20 || c.Column.Kind == ValueKind.Json)
            )
            .ToList();
        var guards = guarded
            .Select(g => Dialect.Quote(g.Column.Name))
            .Select(name => $"IF(OCTET_LENGTH({name}) >= @@max_allowed_packet - 1024, OCTET_LENGTH({name}), NULL)");
        var command = ((MySqlConnection)lease.Connection).CreateCommand();
        command.CommandText = plan.ToSql(Dialect, guards);
        command.CommandTimeout = 0;
        // The first row may be a long time coming, where the server has to sort.
        using var stop = ServerCancellation.Register(command.Cancel, cancellationToken);
        try
        {
            return new MySqlRowReader(lease, command, command.ExecuteReader(), plan, [.. guarded.Select(g => g.Index)]);
        }
        catch (Exception e)
        {
            command.Dispose();
            if (e is MySqlException && cancellationToken.IsCancellationRequested)
                throw new OperationCanceledException(cancellationToken);
            throw;
        }
    }

    /// <summary>
    /// As many more connections as the server lets us have: a limit of the server's or of the user's makes a copy
    /// slower, not impossible.
    /// </summary>
    private static List<MySqlConnection> More(Func<MySqlConnection> open, int count)
    {
        var more = new List<MySqlConnection>();
        try
        {
            while (more.Count < count)
                more.Add(open());
        }
        catch (MigrationException e)
            when (e.InnerException
                    is MySqlException
                    {
                        ErrorCode: MySqlErrorCode.ConnectionCountError
                            or MySqlErrorCode.TooManyUserConnections
                            or MySqlErrorCode.UserLimitReached
                    }
            )
        {
            // Those that there are will do.
        }

        return more;
    }

    private static void Start(MySqlConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ; START TRANSACTION WITH CONSISTENT SNAPSHOT, "
            + "READ ONLY";
        command.ExecuteNonQuery();
    }

    /// <summary>
    /// Whether the place in the binary log tells one instant from another: on MariaDB, and only where all that is
    /// written goes into it.
    /// </summary>
    private static bool TellsInstants(MySqlConnection connection)
    {
        if (!MySqlConnectionFactory.IsMariaDb(connection))
            return false;
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {LogsAll}";
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture) == 1;
    }

    /// <summary>Where in the binary log a transaction stands that was begun as a consistent snapshot.</summary>
    private static string InstantOf(MySqlConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SHOW STATUS LIKE 'binlog_snapshot_%'";
        using var reader = command.ExecuteReader();
        var parts = new List<string>();
        while (reader.Read())
            parts.Add(reader.GetString(0) + '=' + reader.GetString(1));
        return string.Join('/', parts.Order(StringComparer.Ordinal));
    }

    /// <summary>
    /// The transactions that the binary log has; null where it is off or hasn't all of them (MySQL: or counts none,
    /// gtid_mode being off).
    /// </summary>
    private static string? PositionOf(MySqlConnection connection, bool tells)
    {
        if (!tells && MySqlConnectionFactory.IsMariaDb(connection))
            return null;
        using var command = connection.CreateCommand();
        command.CommandText = tells
            ? "SELECT @@GLOBAL.gtid_binlog_pos"
            : "SELECT IF(@@GLOBAL.gtid_mode = 'ON', @@GLOBAL.gtid_executed, '')";
        return command.ExecuteScalar() is string { Length: > 0 } position ? position : null;
    }
}
