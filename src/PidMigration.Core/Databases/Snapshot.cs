using System.Data.Common;
using System.Globalization;
using PidMigration.Catalog;

namespace PidMigration.Databases;

/// <summary>A source at one instant, opened read-only. Everything read through it belongs together.</summary>
public abstract class Snapshot(DbConnection connection, Dialect dialect) : IAsyncDisposable
{
    /// <summary>The connection whose transaction is the snapshot.</summary>
    protected DbConnection Connection { get; } = connection;

    /// <summary>The source's SQL.</summary>
    protected Dialect Dialect { get; } = dialect;

    /// <summary>Whether several readers may be open at a time, each on a connection of its own, all at the same instant.</summary>
    public virtual bool ReadsInParallel => false;

    /// <summary>The exact number of rows that fulfil a condition (all, for null).</summary>
    public async Task<long> CountAsync(TableName table, string? where, CancellationToken cancellationToken)
    {
        var sql = $"SELECT COUNT(*) FROM {Dialect.Quote(table)}";
        if (where is not null) sql += $" WHERE ({where})";
        return Convert.ToInt64(await ScalarAsync(sql, cancellationToken).ConfigureAwait(false), CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Makes sure that a user's condition is one expression of this engine's SQL and nothing beside it: no second statement, no
    /// parenthesis that ends ours, no comment that swallows what stands behind. The server itself reads it, once in parentheses and
    /// once without any; only a whole expression fits both. Nothing is run.
    /// </summary>
    /// <exception cref="DbException">It isn't; the message is the server's.</exception>
    public async Task CheckConditionAsync(TableName table, string where, CancellationToken cancellationToken)
    {
        var name = Dialect.Quote(table);
        await ParseAsync($"SELECT 1 FROM {name} WHERE (\n{where}\n)", cancellationToken).ConfigureAwait(false);
        await ParseAsync($"SELECT CASE WHEN\n{where}\nTHEN 1 END FROM {name}", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Starts reading rows. One reader at a time, unless <see cref="ReadsInParallel"/>; the snapshot outlives it.</summary>
    public abstract Task<Rows.RowReader> OpenReaderAsync(ReadPlan plan, CancellationToken cancellationToken);

    /// <summary>The first field of a query's first row.</summary>
    public Task<object?> ScalarAsync(string sql, CancellationToken cancellationToken) =>
        BlockingCommand.RunAsync(Connection, sql, command => command.ExecuteScalar(), cancellationToken);

    /// <summary>The rows of a small query, each field as text; NULL as an empty one.</summary>
    public Task<IReadOnlyList<string[]>> QueryAsync(string sql, CancellationToken cancellationToken) => QueryRows.ReadAsync(Connection, sql, cancellationToken);

    /// <summary>
    /// Where the source stood at this instant, as a text: where two snapshots have the same one, nothing was written between them.
    /// Null where this source can't tell.
    /// </summary>
    public virtual string? Position => null;

    /// <summary>Closes a snapshot whose connection may be dead, without waiting for it.</summary>
    public void Abandon() => Abandoned.Close(this);

    /// <summary>Has the server read a statement, by a way that takes just one, without running it. The snapshot outlives a failure.</summary>
    protected abstract Task ParseAsync(string sql, CancellationToken cancellationToken);

    /// <summary>Ends the snapshot.</summary>
    public virtual ValueTask DisposeAsync() => Connection.DisposeAsync();
}
