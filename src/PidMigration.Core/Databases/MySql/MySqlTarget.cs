using System.Globalization;
using System.Numerics;
using MySqlConnector;
using PidMigration.Catalog;
using PidMigration.Databases.Indexes;
using PidMigration.Failures;

namespace PidMigration.Databases.MySql;

/// <summary>A MySQL or MariaDB database that is written.</summary>
internal sealed class MySqlTarget : Target
{
    // Such locks hold for the whole server, and their names have at most 64 characters (MySQL 8.4 manual, 14.14).
    private const string LockName = "CONCAT('pidm.', SHA2(DATABASE(), 224))";

    private readonly MySqlConnection _connection;
    private readonly bool _localInfile;
    private readonly long _maxPacket;
    private readonly bool _locksCounters;

    private MySqlTarget(
        MySqlConnection connection,
        Database database,
        bool localInfile,
        long maxPacket,
        bool locksCounters
    )
        : base(connection, database)
    {
        _locksCounters = locksCounters;
        _connection = connection;
        _localInfile = localInfile;
        _maxPacket = maxPacket;
    }

    /// <inheritdoc/>
    public override bool ConstraintsAreOff => true;

    /// <inheritdoc/>
    /// <remarks>
    /// With innodb_autoinc_lock_mode 0 or 1 (MariaDB's default) LOAD DATA holds a table's counter to its end, even
    /// where each row brings its number: measured, two of them take as long as one after the other.
    /// </remarks>
    public override bool LoadsSideBySide(Table table) =>
        !_locksCounters || !table.Counters.Any(c => c.Sequence is null);

    /// <inheritdoc/>
    public override string? Warning =>
        _localInfile
            ? null
            : $"local_infile is off on {Database}: rows are written by INSERT, which takes half as long again. "
                + "SET GLOBAL local_infile = ON enables LOAD DATA.";

    public static async Task<MySqlTarget> PrepareAsync(
        MySqlConnection connection,
        Database database,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var command = connection.CreateCommand();
            command.CommandText =
                "SELECT @@read_only, @@innodb_read_only, @@local_infile, @@max_allowed_packet, @@max_error_count, "
                + "@@innodb_autoinc_lock_mode";
            bool readOnly,
                localInfile,
                forgetsWarnings,
                locksCounters;
            long maxPacket;
            await using (var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false))
            {
                await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                // read_only lets users with a special right write all the same; those find out by trying
                // (ProbeWriteAsync).
                readOnly = Convert.ToBoolean(reader.GetValue(1), CultureInfo.InvariantCulture);
                localInfile = Convert.ToBoolean(reader.GetValue(2), CultureInfo.InvariantCulture);
                maxPacket = Convert.ToInt64(reader.GetValue(3), CultureInfo.InvariantCulture);
                forgetsWarnings = Convert.ToInt64(reader.GetValue(4), CultureInfo.InvariantCulture) == 0;
                locksCounters = Convert.ToInt64(reader.GetValue(5), CultureInfo.InvariantCulture) < 2;
            }

            if (readOnly)
                throw RightsErrors.ReadOnlyTarget(database.ToString(), "innodb_read_only is on.");
            var isolation = MySqlConnectionFactory.IsMariaDb(connection) ? "tx_isolation" : "transaction_isolation";
            // A warning is how the server tells of a changed value; MySQL lets only some users turn them on again.
            command.CommandText =
                $"SET SESSION foreign_key_checks = 0, SESSION {isolation} = "
                + $"'READ-COMMITTED'{(forgetsWarnings ? ", SESSION max_error_count = 64" : "")}";
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            return new MySqlTarget(connection, database, localInfile, maxPacket, locksCounters);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public override IndexManager Indexes => new MySqlIndexManager(_connection, Dialect);

    /// <inheritdoc/>
    public override BatchLoader OpenLoader(LoadPlan plan) =>
        _localInfile
            ? new MySqlBatchLoader(_connection, plan, Dialect, _maxPacket)
            : new InsertLoader(_connection, plan, Dialect, _maxPacket);

    /// <inheritdoc/>
    /// <remarks>TRUNCATE fires nothing. MySQL 8.4 manual, 15.1.37.</remarks>
    public override TriggerEvents ClearEvents(Table table, IReadOnlySet<TableName> cleared, DatabaseCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.MayTruncate ? TriggerEvents.None : TriggerEvents.Delete;
    }

    /// <inheritdoc/>
    public override async Task ClearAsync(IReadOnlyList<Table> tables, CancellationToken cancellationToken)
    {
        foreach (var table in tables)
        {
            var name = Dialect.Quote(table.Name);
            if (!await HasRowsAsync(table.Name, cancellationToken).ConfigureAwait(false))
                continue;
            var counter = table.Counters.Any(c => c.Sequence is null)
                ? await CounterRaise.NextAsync(this, table, cancellationToken).ConfigureAwait(false)
                : 0;
            try
            {
                // TRUNCATE starts the keys again, and those that were issued here must not be issued again. Whether we
                // may set the counter is tried before: without that right, DELETE keeps it.
                var keepCounter =
                    counter > 1 && !table.IsVersioned ? $"ALTER TABLE {name} AUTO_INCREMENT = {counter}" : null;
                if (keepCounter is not null)
                    await ExecuteAsync(keepCounter, cancellationToken).ConfigureAwait(false);
                await ExecuteAsync($"TRUNCATE TABLE {name}", cancellationToken).ConfigureAwait(false);
                if (keepCounter is not null)
                    await ExecuteAsync(keepCounter, CancellationToken.None).ConfigureAwait(false);
            }
            catch (MySqlException e) when (e.Number is 1044 or 1142 or 1227 or 1701 or 4137)
            {
                // TRUNCATE wants the right to DROP; DELETE is slower and wants its own. A table with a history (4137)
                // knows no TRUNCATE.
                await ExecuteAsync($"DELETE FROM {name}", cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    public override Task<(BigInteger Old, BigInteger New)> RaiseCounterAsync(
        Table? table,
        KeyCounter counter,
        BigInteger? last,
        CancellationToken cancellationToken
    ) =>
        counter.Sequence is { } sequence
            ? SequenceRaise.RunAsync(this, sequence, last, cancellationToken)
            : CounterRaise.RunAsync(this, table!, last, cancellationToken);

    /// <inheritdoc/>
    public override bool HasFoldingCollation(Column column) =>
        column.Collation is { } collation && collation is not ("binary" or "utf8mb4_0900_bin");

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<string>> FindCollisionsAsync(
        Table table,
        IReadOnlyList<Column> key,
        RowReader keys,
        CancellationToken cancellationToken
    )
    {
        // A temporary table with the columns' own types and collations; this session alone sees it.
        var held = new TableName(null, "pidmigration_keys");
        var columns = Dialect.QuoteList(key.Select(c => c.Name));
        var name = Dialect.Quote(held);
        await ExecuteAsync(
                $"CREATE TEMPORARY TABLE {name} ({MySql.MySqlDialect.RowNumber}){Dialect.TableOptions} SELECT "
                    + $"{columns} FROM {Dialect.Rows(table.Name)} WHERE 1 = 0",
                cancellationToken
            )
            .ConfigureAwait(false);
        try
        {
            await using var loader = OpenLoader(new LoadPlan(table.Name.Name, table with { Name = held }, key, []));
            var batch = new Rows.RowBatch(key.Count);
            while (true)
            {
                keys.Fill(batch, Rows.BatchLimit.Default, cancellationToken);
                if (batch.Rows == 0)
                    break;
                await loader.LoadAsync(batch, null, null, cancellationToken).ConfigureAwait(false);
            }

            var joined = string.Join(
                ", ', ', ",
                key.Select(c => $"CAST(CONVERT({Dialect.Quote(c.Name)} USING utf8mb4) AS BINARY)")
            );
            var present = string.Join(" AND ", key.Select(c => $"{Dialect.Quote(c.Name)} IS NOT NULL"));
            var collide = $"FROM {name} WHERE {present} GROUP BY {columns} HAVING COUNT(*) > 1 LIMIT";
            // Nearly always there are none, which is told in a third of the time where nothing has to be spelled out.
            if (await ScalarAsync($"SELECT 1 {collide} 1", cancellationToken).ConfigureAwait(false) is null)
                return [];
            var found = await TextQuery
                .ReadAsync(
                    _connection,
                    $"SELECT MIN(CONCAT({joined})), MAX(CONCAT({joined})), COUNT(*) {collide} 5",
                    cancellationToken
                )
                .ConfigureAwait(false);
            return
            [
                .. found.Select(f =>
                    $"{Shown(f[0])} and "
                    + Shown(f[1])
                    + (f[2] == "2" ? "" : $" (and {int.Parse(f[2], CultureInfo.InvariantCulture) - 2} more)")
                ),
            ];
        }
        finally
        {
            await ExecuteAsync($"DROP TEMPORARY TABLE IF EXISTS {name}", CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public override async Task<string?> NameSessionAsync(CancellationToken cancellationToken)
    {
        var name = $"pidm.session.{Guid.NewGuid():N}";
        await ScalarAsync($"SELECT GET_LOCK('{name}', 0)", cancellationToken).ConfigureAwait(false);
        return name;
    }

    /// <inheritdoc/>
    public override async Task<bool> TryLockAsync(CancellationToken cancellationToken) =>
        Convert.ToInt64(
            await ScalarAsync($"SELECT GET_LOCK({LockName}, 0)", cancellationToken).ConfigureAwait(false),
            CultureInfo.InvariantCulture
        ) == 1;

    /// <inheritdoc/>
    public override async Task UnlockAsync(CancellationToken cancellationToken) =>
        await ScalarAsync($"SELECT RELEASE_LOCK({LockName})", cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public override async Task EndSessionAsync(string session, CancellationToken cancellationToken)
    {
        // Only that session holds the lock of that name.
        var thread = await ScalarAsync($"SELECT IS_USED_LOCK('{session}')", cancellationToken).ConfigureAwait(false);
        if (thread is null or DBNull)
            return;
        try
        {
            await ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"KILL {thread}"), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (MySqlException e) when (e.ErrorCode is MySqlErrorCode.NoSuchThread)
        {
            // It ended by itself just now, which is what is wanted.
        }
    }

    /// <inheritdoc/>
    public override async Task<bool> HasTableAsync(string name, CancellationToken cancellationToken) =>
        await ScalarAsync(
                $"SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = '{name}'",
                cancellationToken
            )
            .ConfigureAwait(false)
            is not null;

    private static string Shown(string text) => Rows.DisplayValue.Format(System.Text.Encoding.UTF8.GetBytes(text));
}
