using System.Numerics;
using Npgsql;
using PidMigration.Catalog;
using PidMigration.Databases.Indexes;
using PidMigration.Failures;

namespace PidMigration.Databases.PostgreSql;

/// <summary>A PostgreSQL database that is written.</summary>
internal sealed class PostgreSqlTarget : Target
{
    // "pidmigra" in hexadecimal digits; advisory locks hold for one database.
    private const string LockKey = "8099005357610660449";

    private readonly NpgsqlConnection _connection;
    private readonly PostgreSqlConnectionFactory _connections;

    private PostgreSqlTarget(
        NpgsqlConnection connection,
        Database database,
        PostgreSqlConnectionFactory connections,
        bool constraintsAreOff
    )
        : base(connection, database)
    {
        _connection = connection;
        _connections = connections;
        ConstraintsAreOff = constraintsAreOff;
    }

    /// <inheritdoc/>
    public override bool ConstraintsAreOff { get; }

    /// <inheritdoc/>
    public override string? Warning =>
        ConstraintsAreOff
            ? null
            : $"The user may not disable foreign keys and triggers ({Database}): rows are checked as they arrive, "
                + "and triggers fire. A superuser, or one with SET on session_replication_role, may.";

    public static async Task<PostgreSqlTarget> PrepareAsync(
        NpgsqlConnection connection,
        Database database,
        PostgreSqlConnectionFactory connections,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::bool";
            if (await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is true)
                throw RightsErrors.ReadOnlyTarget(
                    database.ToString(),
                    "it is a standby, or its transactions are read-only by default."
                );
            return new PostgreSqlTarget(
                connection,
                database,
                connections,
                await SwitchConstraintsOffAsync(command, cancellationToken).ConfigureAwait(false)
            );
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public override IndexManager Indexes => new PostgreSqlIndexManager(_connection, Dialect, !ConstraintsAreOff);

    /// <inheritdoc/>
    public override BatchLoader OpenLoader(LoadPlan plan) =>
        new PostgreSqlBatchLoader(_connection, plan, Dialect, ConstraintsAreOff, CancelAsync);

    /// <inheritdoc/>
    /// <remarks>Triggers FOR EACH STATEMENT fire for no rows, too.</remarks>
    public override Task ProbeWriteAsync(Table table, CancellationToken cancellationToken) =>
        TakeBackAsync(() => base.ProbeWriteAsync(table, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    /// <remarks>
    /// One TRUNCATE of all tables, which no table outside of them may refer to, and to each of which the right is
    /// needed.
    /// </remarks>
    public override TriggerEvents ClearEvents(Table table, IReadOnlySet<TableName> cleared, DatabaseCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return catalog.Tables.All(t =>
            cleared.Contains(t.Name) ? t.MayTruncate : !t.ForeignKeys.Any(k => cleared.Contains(k.References))
        )
            ? TriggerEvents.Truncate
            : TriggerEvents.Delete;
    }

    /// <inheritdoc/>
    public override async Task ClearAsync(IReadOnlyList<Table> tables, CancellationToken cancellationToken)
    {
        // One TRUNCATE of all tables is at once done; the server refuses it when a table outside of them refers to one
        // of them (ClearEvents knows).
        await using var transaction = await _connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await transaction.SaveAsync("clear", cancellationToken).ConfigureAwait(false);
        try
        {
            await ExecuteAsync(
                    $"TRUNCATE {string.Join(", ", tables.Select(t => Dialect.Rows(t.Name)))}",
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (PostgresException e)
            when (e.SqlState is PostgresErrorCodes.FeatureNotSupported or PostgresErrorCodes.InsufficientPrivilege)
        {
            await transaction.RollbackAsync("clear", cancellationToken).ConfigureAwait(false);
            foreach (var table in tables)
                await ExecuteAsync($"DELETE FROM {Dialect.Rows(table.Name)}", cancellationToken).ConfigureAwait(false);
        }

        await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override Task<(BigInteger Old, BigInteger New)> RaiseCounterAsync(
        Table? table,
        KeyCounter counter,
        BigInteger? last,
        CancellationToken cancellationToken
    ) => SequenceRaise.RunAsync(this, counter.Sequence!, last, cancellationToken);

    /// <inheritdoc/>
    public override async Task<string?> NameSessionAsync(CancellationToken cancellationToken) =>
        (string?)
            await ScalarAsync(
                    "SELECT pid || ' ' || backend_start::text FROM pg_stat_activity WHERE pid = " + "pg_backend_pid()",
                    cancellationToken
                )
                .ConfigureAwait(false);

    /// <inheritdoc/>
    public override async Task<bool> TryLockAsync(CancellationToken cancellationToken) =>
        await ScalarAsync($"SELECT pg_try_advisory_lock({LockKey})", cancellationToken).ConfigureAwait(false) is true;

    /// <inheritdoc/>
    public override async Task UnlockAsync(CancellationToken cancellationToken) =>
        await ScalarAsync($"SELECT pg_advisory_unlock({LockKey})", cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public override async Task EndSessionAsync(string session, CancellationToken cancellationToken) =>
        await ScalarAsync(
                $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid || ' ' || backend_start::text "
                    + $"= '{session}'",
                cancellationToken
            )
            .ConfigureAwait(false);

    /// <inheritdoc/>
    public override async Task<bool> HasTableAsync(string name, CancellationToken cancellationToken) =>
        await ScalarAsync($"SELECT to_regclass('{name}') IS NOT NULL", cancellationToken).ConfigureAwait(false) is true;

    /// <summary>
    /// Ends what a process of the server does. That it can't be reached is no error: it was to be stopped, and its
    /// connection will be closed.
    /// </summary>
    private async Task CancelAsync(int process)
    {
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await using var other = await _connections
                .OpenAsync(Database.Address, ConnectionUse.Query, patience.Token)
                .ConfigureAwait(false);
            await using var command = new NpgsqlCommand("SELECT pg_cancel_backend($1)", other)
            {
                Parameters = { new() { Value = process } },
            };
            await command.ExecuteNonQueryAsync(patience.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is MigrationException or NpgsqlException or OperationCanceledException)
        {
            // As above.
        }
    }

    private static async Task<bool> SwitchConstraintsOffAsync(
        NpgsqlCommand command,
        CancellationToken cancellationToken
    )
    {
        try
        {
            // PostgreSQL 15 manual, 20.11.1: in the replica role neither foreign keys are checked nor ordinary triggers
            // fired.
            command.CommandText = "SET session_replication_role = 'replica'";
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return false;
        }
    }
}
