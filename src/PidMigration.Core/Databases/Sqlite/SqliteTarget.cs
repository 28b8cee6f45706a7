using System.Globalization;
using System.Numerics;
using Microsoft.Data.Sqlite;
using PidMigration.Catalog;
using PidMigration.Databases.Indexes;

namespace PidMigration.Databases.Sqlite;

/// <summary>A SQLite file that is written.</summary>
internal sealed class SqliteTarget : Target
{
    private readonly SqliteConnection _connection;
    private readonly LockFile _lock;

    private SqliteTarget(SqliteConnection connection, Database database)
        : base(connection, database) => (_connection, _lock) = (connection, new LockFile(database.Address.Database));

    /// <inheritdoc/>
    public override bool ConstraintsAreOff => true;

    /// <inheritdoc/>
    public override bool WritesInParallel => false;

    public static async Task<SqliteTarget> PrepareAsync(
        SqliteConnection connection,
        Database database,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await connection
                .ExecuteAsync("PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE; ROLLBACK", cancellationToken)
                .ConfigureAwait(false);
            return new SqliteTarget(connection, database);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public override IndexManager Indexes => new SqliteIndexManager(_connection, Dialect);

    /// <inheritdoc/>
    public override BatchLoader OpenLoader(LoadPlan plan) => new SqliteBatchLoader(_connection, plan, Dialect);

    /// <inheritdoc/>
    /// <remarks>An INSERT gives the table a counter even when it inserts nothing: it is taken back.</remarks>
    public override Task ProbeWriteAsync(Table table, CancellationToken cancellationToken) =>
        TakeBackAsync(() => base.ProbeWriteAsync(table, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public override TriggerEvents ClearEvents(Table table, IReadOnlySet<TableName> cleared, DatabaseCatalog catalog) =>
        TriggerEvents.Delete;

    /// <inheritdoc/>
    public override async Task ClearAsync(IReadOnlyList<Table> tables, CancellationToken cancellationToken)
    {
        await using var transaction = _connection.BeginTransaction();
        foreach (var table in tables)
            await ExecuteAsync($"DELETE FROM {Dialect.Rows(table.Name)}", cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override Task<bool> TryLockAsync(CancellationToken cancellationToken) => Task.FromResult(_lock.TryTake());

    /// <inheritdoc/>
    public override Task UnlockAsync(CancellationToken cancellationToken)
    {
        _lock.Dispose();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task<bool> HasTableAsync(string name, CancellationToken cancellationToken) =>
        await ScalarAsync($"SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '{name}'", cancellationToken)
            .ConfigureAwait(false)
            is not null;

    /// <inheritdoc/>
    public override ValueTask<System.Data.Common.DbTransaction> BeginAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult<System.Data.Common.DbTransaction>(_connection.BeginTransaction());

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _lock.Dispose();
        return base.DisposeAsync();
    }

    /// <inheritdoc/>
    public override async Task<(BigInteger Old, BigInteger New)> RaiseCounterAsync(
        Table? table,
        KeyCounter counter,
        BigInteger? last,
        CancellationToken cancellationToken
    )
    {
        var name = "'" + table!.Name.Name.Replace("'", "''", StringComparison.Ordinal) + "'";
        // A session that begins a writing transaction is the only one that writes, to its end.
        await using var transaction = _connection.BeginTransaction();
        var known = await ScalarAsync($"SELECT max(seq) FROM sqlite_sequence WHERE name = {name}", cancellationToken)
            .ConfigureAwait(false);
        BigInteger old = known is null or DBNull ? 0 : Convert.ToInt64(known, CultureInfo.InvariantCulture);
        if (last is not { } wanted || old >= wanted)
            return (old, old);
        if (
            await ExecuteAsync($"UPDATE sqlite_sequence SET seq = {wanted} WHERE name = {name}", cancellationToken)
                .ConfigureAwait(false) == 0
        )
            await ExecuteAsync($"INSERT INTO sqlite_sequence (name, seq) VALUES ({name}, {wanted})", cancellationToken)
                .ConfigureAwait(false);
        await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        return (old, wanted);
    }
}
