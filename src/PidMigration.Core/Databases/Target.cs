using System.Data.Common;
using System.Globalization;
using System.Numerics;
using PidMigration.Catalog;
using PidMigration.Databases.Indexes;
using PidMigration.Databases.Resilience;

namespace PidMigration.Databases;

/// <summary>A target opened for writing, over one connection.</summary>
public abstract class Target(DbConnection connection, Database database) : IAsyncDisposable
{
    public Database Database { get; } = database;

    /// <summary>Whether foreign keys are off in this session, so that rows may arrive in any order.</summary>
    public abstract bool ConstraintsAreOff { get; }

    /// <summary>Whether several sessions may write at a time.</summary>
    public virtual bool WritesInParallel => true;

    /// <summary>Whether several sessions that load one table don't wait for each other.</summary>
    public virtual bool LoadsSideBySide(Table table) => WritesInParallel;

    /// <summary>
    /// What the user should know of how this target is written, such as a slower way taken; null for nothing.
    /// </summary>
    public virtual string? Warning => null;

    public Dialect Dialect => Database.Dialect;

    protected DbConnection Connection { get; } = connection;

    /// <summary>Takes indexes and foreign keys off its tables, and puts them back.</summary>
    public abstract IndexManager Indexes { get; }

    /// <summary>Prepares for loading one table.</summary>
    public abstract BatchLoader OpenLoader(LoadPlan plan);

    /// <summary>What <see cref="ClearAsync"/> does to a table's rows, as far as its triggers see it.</summary>
    /// <param name="table">The table.</param>
    /// <param name="cleared">All tables that are cleared together, this one with them.</param>
    /// <param name="catalog">What the target has.</param>
    public abstract TriggerEvents ClearEvents(Table table, IReadOnlySet<TableName> cleared, DatabaseCatalog catalog);

    /// <summary>Deletes all rows of the tables, which come children first, and returns when it is committed.</summary>
    public abstract Task ClearAsync(IReadOnlyList<Table> tables, CancellationToken cancellationToken);

    /// <summary>
    /// Raises a counter to <paramref name="last"/> or beyond it (null: not at all), as if all numbers up to there had
    /// been issued; one that counts down is lowered. It never goes the other way, even if another session
    /// draws at the same time. Returns what it stood at and stands at now.
    /// </summary>
    public abstract Task<(BigInteger Old, BigInteger New)> RaiseCounterAsync(
        Table? table,
        KeyCounter counter,
        BigInteger? last,
        CancellationToken cancellationToken
    );

    /// <summary>Whether the column's collation may take two different texts for one.</summary>
    public virtual bool HasFoldingCollation(Column column) => false;

    /// <summary>
    /// The keys, up to five groups of them, that the target's own collations take for one, out of those that a reader
    /// gives.
    /// </summary>
    public virtual Task<IReadOnlyList<string>> FindCollisionsAsync(
        Table table,
        IReadOnlyList<Column> key,
        RowReader keys,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyList<string>>([]);

    public async Task<long> CountAsync(TableName table, CancellationToken cancellationToken) =>
        Convert.ToInt64(
            await ScalarAsync($"SELECT COUNT(*) FROM {Dialect.Rows(table)}", cancellationToken).ConfigureAwait(false),
            CultureInfo.InvariantCulture
        );

    public async Task<bool> HasRowsAsync(TableName table, CancellationToken cancellationToken) =>
        await ScalarAsync($"SELECT 1 FROM {Dialect.Rows(table)} LIMIT 1", cancellationToken).ConfigureAwait(false)
            is not null;

    /// <summary>
    /// Fails, with the server's own error, when rows of the table may not be inserted, read or deleted. Changes
    /// nothing: what triggers do is taken back.
    /// </summary>
    public virtual async Task ProbeWriteAsync(Table table, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(table);
        var name = Dialect.Quote(table.Name);
        var columns = Dialect.QuoteList(
            table.Columns.Where(c => c is { Generated: false, IdentityAlways: false }).Select(c => c.Name)
        );
        await ExecuteAsync($"DELETE FROM {name} WHERE 1 = 0", cancellationToken).ConfigureAwait(false);
        if (columns.Length > 0)
            await ExecuteAsync(
                    $"INSERT INTO {name} ({columns}) SELECT {columns} FROM {name} WHERE 1 = 0",
                    cancellationToken
                )
                .ConfigureAwait(false);
    }

    /// <summary>Does something in a transaction, and takes it back.</summary>
    protected async Task TakeBackAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        await using var transaction = await BeginAsync(cancellationToken).ConfigureAwait(false);
        await work().ConfigureAwait(false);
        await transaction.RollbackAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>
    /// Takes the lock of the one who writes this database, if no other session has it; it is gone with the session.
    /// </summary>
    public abstract Task<bool> TryLockAsync(CancellationToken cancellationToken);

    public abstract Task UnlockAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Gives the session a name by which another one can end it, long after; null where sessions can't be ended. Not
    /// its number: a server that was started again gives the same numbers to others.
    /// </summary>
    public virtual Task<string?> NameSessionAsync(CancellationToken cancellationToken) =>
        Task.FromResult<string?>(null);

    /// <summary>
    /// Ends another session by its name; it may be gone already. What it had not committed is rolled back.
    /// </summary>
    public virtual Task EndSessionAsync(string session, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Whether there is such a table where unqualified names are looked up.</summary>
    public abstract Task<bool> HasTableAsync(string name, CancellationToken cancellationToken);

    /// <summary>Begins a transaction that sees what is committed.</summary>
    public virtual async ValueTask<DbTransaction> BeginAsync(CancellationToken cancellationToken) =>
        await Connection
            .BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted, cancellationToken)
            .ConfigureAwait(false);

    /// <summary>The rows of a small query, each field as text; NULL as an empty one.</summary>
    public Task<IReadOnlyList<string[]>> QueryAsync(string sql, CancellationToken cancellationToken) =>
        TextQuery.ReadAsync(Connection, sql, cancellationToken);

    /// <summary>Closes a session whose connection may be dead, without waiting for it.</summary>
    public void Abandon() => BestEffortDisposal.InBackground(this);

    public virtual ValueTask DisposeAsync() => Connection.DisposeAsync();

    /// <summary>The first field of a query's first row.</summary>
    public Task<object?> ScalarAsync(string sql, CancellationToken cancellationToken) =>
        Connection.ScalarAsync(sql, cancellationToken);

    public Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken) =>
        Connection.ExecuteAsync(sql, cancellationToken);
}
