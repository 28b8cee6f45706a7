using System.Data.Common;
using System.Globalization;
using PidMigration.Catalog;
using PidMigration.Databases.Resilience;
using PidMigration.Failures;

namespace PidMigration.Databases;

/// <summary>
/// A source at one instant, opened read-only. Everything read through it belongs together, whichever of its connections
/// it comes by.
/// </summary>
public abstract class Snapshot : IAsyncDisposable
{
    private readonly SnapshotConnectionPool _askers;
    private readonly SnapshotConnectionPool _readers;

    /// <summary>A snapshot whose questions go by some connections, and its rows by others or the same.</summary>
    private protected Snapshot(SnapshotConnectionPool askers, SnapshotConnectionPool readers, Database database) =>
        (_askers, _readers, Database) = (askers, readers, database);

    /// <summary>The database whose instant it is.</summary>
    public Database Database { get; }

    public Dialect Dialect => Database.Dialect;

    /// <summary>How many readers may be open side by side, each on a connection of its own.</summary>
    public int MaxConcurrentReaders => _readers.Size;

    /// <summary>How many questions may be asked side by side.</summary>
    public int MaxConcurrentQueries => _askers.Size;

    /// <summary>The exact number of rows that fulfil a condition (all, for null).</summary>
    public async Task<long> CountAsync(Table table, string? where, CancellationToken cancellationToken)
    {
        var sql = $"SELECT COUNT(*) FROM {Dialect.Scan(table, false)}{SqlCondition.Where(where)}";
        return Convert.ToInt64(
            await ScalarAsync(sql, cancellationToken).ConfigureAwait(false),
            CultureInfo.InvariantCulture
        );
    }

    /// <summary>
    /// Makes sure that a user's condition is one expression of this engine's SQL and nothing beside it: no second
    /// statement, no parenthesis that ends ours, no comment that swallows what comes after it. The server itself reads
    /// it, once in parentheses and once without any; only a whole expression fits both. Nothing is run.
    /// </summary>
    /// <exception cref="DbException">It isn't; the message is the server's.</exception>
    public async Task CheckConditionAsync(TableName table, string where, CancellationToken cancellationToken)
    {
        var name = Dialect.Rows(table);
        await AskAsync(
                async connection =>
                {
                    await ParseAsync(connection, $"SELECT 1 FROM {name} WHERE (\n{where}\n)", cancellationToken)
                        .ConfigureAwait(false);
                    await ParseAsync(
                            connection,
                            $"SELECT CASE WHEN\n{where}\nTHEN 1 END FROM {name}",
                            cancellationToken
                        )
                        .ConfigureAwait(false);
                    return true;
                },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>
    /// Why a table's rows can't be trusted to be all there, such as an index that lacks some; null where nothing is
    /// known against them.
    /// </summary>
    public virtual Task<string?> FindDamageAsync(Table table, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(null);

    /// <summary>Fails where <see cref="FindDamageAsync"/> finds something.</summary>
    /// <exception cref="MigrationException">PID1223: what it is.</exception>
    public async Task CheckDamageAsync(Table table, string model, string side, CancellationToken cancellationToken)
    {
        if (await FindDamageAsync(table, cancellationToken).ConfigureAwait(false) is { } damage)
            throw SchemaErrors.Damaged(model, side, damage);
    }

    /// <summary>The earlier versions of its rows that a table keeps; 0 where it keeps none.</summary>
    public virtual Task<long> CountHistoryAsync(Table table, CancellationToken cancellationToken) =>
        Task.FromResult(0L);

    /// <summary>
    /// Waits for a connection to read by: where there are <see cref="MaxConcurrentReaders"/> already, until one of them
    /// has ended.
    /// </summary>
    public Task<ConnectionLease> TakeReaderAsync(CancellationToken cancellationToken) =>
        _readers.TakeAsync(cancellationToken);

    /// <summary>
    /// Starts reading rows, by a connection that was taken for it. The reader leaves it when it is disposed, as does a
    /// failure of this call.
    /// </summary>
    public async Task<RowReader> OpenReaderAsync(
        ConnectionLease lease,
        ReadPlan plan,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(lease);
        try
        {
            CheckOpen(lease);
            return await Task.Run(() => OpenReader(lease, plan, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
        }
        catch
        {
            lease.Release(SurvivesStatementErrors && lease.IsOpen);
            throw;
        }
    }

    /// <summary>Starts reading rows as soon as a connection is free; the snapshot outlives the reader.</summary>
    public async Task<RowReader> OpenReaderAsync(ReadPlan plan, CancellationToken cancellationToken) =>
        await OpenReaderAsync(await TakeReaderAsync(cancellationToken).ConfigureAwait(false), plan, cancellationToken)
            .ConfigureAwait(false);

    /// <summary>The first field of a query's first row.</summary>
    public Task<object?> ScalarAsync(string sql, CancellationToken cancellationToken) =>
        AskAsync(
            connection =>
                BlockingCommand.RunAsync(connection, sql, command => command.ExecuteScalar(), cancellationToken),
            cancellationToken
        );

    /// <summary>The rows of a small query, each field as text; NULL as an empty one.</summary>
    public Task<IReadOnlyList<string[]>> QueryAsync(string sql, CancellationToken cancellationToken) =>
        AskAsync(connection => TextQuery.ReadAsync(connection, sql, cancellationToken), cancellationToken);

    /// <summary>
    /// Makes sure that the snapshot lives. Connections that are in use are not asked: their users would know.
    /// </summary>
    /// <exception cref="Exception">It doesn't; the error is the driver's.</exception>
    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        while (_askers.TryTake() is { } lease)
        {
            var lives = false;
            try
            {
                await BlockingCommand
                    .RunAsync(lease.Connection, "SELECT 1", command => command.ExecuteScalar(), cancellationToken)
                    .ConfigureAwait(false);
                lives = true;
                return;
            }
            catch (Exception) when (_askers.Size > 1 && !cancellationToken.IsCancellationRequested)
            {
                // One of several: the next one is asked, and the last one's error is thrown.
            }
            finally
            {
                lease.Release(lives);
            }
        }
    }

    /// <summary>
    /// Where the source stood at this instant, as a text: where two snapshots have the same one, nothing was written
    /// between them. Null where this source can't tell.
    /// </summary>
    public virtual string? Position => null;

    /// <summary>Closes a snapshot whose connection may be dead, without waiting for it.</summary>
    public void Abandon() => BestEffortDisposal.InBackground(this);

    /// <summary>Whether a connection whose statement failed is still inside the snapshot.</summary>
    protected abstract bool SurvivesStatementErrors { get; }

    /// <summary>Starts reading rows by a connection.</summary>
    protected abstract RowReader OpenReader(ConnectionLease lease, ReadPlan plan, CancellationToken cancellationToken);

    /// <summary>
    /// Has the server read a statement, by a way that takes just one, without running it. The snapshot outlives a
    /// failure.
    /// </summary>
    protected abstract Task ParseAsync(DbConnection connection, string sql, CancellationToken cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _readers.DisposeAsync().ConfigureAwait(false);
        if (_askers != _readers)
            await _askers.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// What the drivers say of a connection that they have closed themselves sounds like a mistake of ours.
    /// </summary>
    private static void CheckOpen(ConnectionLease lease)
    {
        if (!lease.IsOpen)
            throw new IOException("The connection is closed.");
    }

    private async Task<T> AskAsync<T>(Func<DbConnection, Task<T>> ask, CancellationToken cancellationToken)
    {
        var lease = await _askers.TakeAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            CheckOpen(lease);
            return await ask(lease.Connection).ConfigureAwait(false);
        }
        finally
        {
            lease.Release(lease.IsOpen);
        }
    }
}
