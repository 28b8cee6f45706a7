using System.Data.Common;
using PidMigration.Failures;
using PidMigration.Rows;

namespace PidMigration.Databases;

/// <summary>
/// Writes batches into one table of a target, each in a transaction of its own: all of a batch arrives, or nothing of
/// it. What the target refuses is looked for row by row.
/// </summary>
public abstract class BatchLoader(LoadPlan plan) : IAsyncDisposable
{
    private const string Savepoint = "pidmigration";

    protected LoadPlan Plan { get; } = plan;

    /// <summary>Writes the batch and commits it.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="refused">
    /// Takes the rows that the target refuses, before the others are committed; null to write nothing of a batch with
    /// such a row.
    /// </param>
    /// <param name="mark">What is written in the same transaction; null for nothing.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    /// <returns>The rows that are committed.</returns>
    /// <exception cref="MigrationException">PID1601, PID1602: the target refused rows; the batch was rolled
    /// back.</exception>
    public async Task<int> LoadAsync(
        RowBatch batch,
        Action<int, MigrationException>? refused,
        IBatchCheckpoint? mark,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (!Plan.Table.IsTransactional && refused is not null)
            return await LoadSinglyAsync(batch, refused, mark, cancellationToken).ConfigureAwait(false);
        try
        {
            await using var transaction = await BeginAsync(cancellationToken).ConfigureAwait(false);
            var arrived = await WriteAsync(batch, 0, batch.Rows, transaction, cancellationToken).ConfigureAwait(false);
            if (arrived != batch.Rows)
                throw Errors.ShortBatch(Plan.Model, batch.Rows, arrived);
            await CommitAsync(transaction, mark, batch.Rows, cancellationToken).ConfigureAwait(false);
            return batch.Rows;
        }
        catch (MigrationException e) when (!Plan.Table.IsTransactional && e.Reason is { } why)
        {
            throw Errors.LoadStays(Plan.Model, why, e);
        }
        catch (MigrationException e) when (Plan.Table.IsTransactional && (refused is not null || e.Row is null))
        {
            return await SiftAsync(batch, refused, mark, e, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Runs statements, then writes rows, all in one transaction: so rows may take over values that others give up in
    /// it.
    /// </summary>
    /// <param name="parts">For each part its statements (null for none), the rows that they have to touch, and the rows
    /// to write (null for none).</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    /// <exception cref="MigrationException">PID1601, PID1602, PID1803: nothing was written.</exception>
    public async Task ReplaceAsync(
        IReadOnlyList<(string? First, int Affects, RowBatch? Rows)> parts,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(parts);
        await using var transaction = await BeginAsync(cancellationToken).ConfigureAwait(false);
        foreach (var (sql, affects, _) in parts)
        {
            if (sql is null)
                continue;
            var touched = await RunAsync(transaction, sql, cancellationToken).ConfigureAwait(false);
            if (touched != affects)
                throw Errors.TargetMoved(Plan.Model, affects, touched);
        }

        foreach (var (_, _, rows) in parts)
        {
            if (rows is null)
                continue;
            var arrived = await WriteAsync(rows, 0, rows.Rows, transaction, cancellationToken).ConfigureAwait(false);
            if (arrived != rows.Rows)
                throw Errors.ShortBatch(Plan.Model, rows.Rows, arrived);
        }

        await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>
    /// Writes rows, runs queries that may find nothing, a statement that has to touch as many rows, then another one,
    /// all in one transaction.
    /// </summary>
    /// <exception cref="MigrationException">PID1601, PID1602, PID1803, or what the queries found: nothing was
    /// changed.</exception>
    public async Task WriteThenRunAsync(
        RowBatch rows,
        IReadOnlyList<(string Sql, MigrationException Error)> guards,
        string statement,
        string afterwards,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(rows);
        await using var transaction = await BeginAsync(cancellationToken).ConfigureAwait(false);
        var arrived = await WriteAsync(rows, 0, rows.Rows, transaction, cancellationToken).ConfigureAwait(false);
        if (arrived != rows.Rows)
            throw Errors.ShortBatch(Plan.Model, rows.Rows, arrived);
        foreach (var (sql, error) in guards)
            if (await FindsAsync(transaction, sql, cancellationToken).ConfigureAwait(false))
                throw error;
        var touched = await RunAsync(transaction, statement, cancellationToken).ConfigureAwait(false);
        if (touched != rows.Rows)
            throw Errors.TargetMoved(Plan.Model, rows.Rows, touched);
        await RunAsync(transaction, afterwards, cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
    }

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Begins the batch's transaction.</summary>
    protected abstract ValueTask<DbTransaction> BeginAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Writes a part of the batch inside the transaction, and returns how many rows the server says it has taken.
    /// </summary>
    protected abstract Task<long> WriteAsync(
        RowBatch batch,
        int first,
        int count,
        DbTransaction transaction,
        CancellationToken cancellationToken
    );

    /// <summary>The same by a way that fails at the first row that doesn't fit.</summary>
    protected virtual Task<long> WriteStrictlyAsync(
        RowBatch batch,
        int first,
        int count,
        DbTransaction transaction,
        CancellationToken cancellationToken
    ) => WriteAsync(batch, first, count, transaction, cancellationToken);

    /// <summary>
    /// A row for a message: <c>the row with id 17</c>, or its number in the batch where the table has no key.
    /// </summary>
    protected string DescribeRow(RowBatch batch, int row)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return RowLabel.Row(batch, row, [.. Plan.KeyFields.Select(f => (Plan.Columns[f].Name, f))]);
    }

    /// <summary>
    /// Row by row, where nothing can be rolled back: what a statement of several rows had written when it failed would
    /// stay.
    /// </summary>
    private async Task<int> LoadSinglyAsync(
        RowBatch batch,
        Action<int, MigrationException> refused,
        IBatchCheckpoint? mark,
        CancellationToken cancellationToken
    )
    {
        var arrived = 0;
        await using var transaction = await BeginAsync(cancellationToken).ConfigureAwait(false);
        for (var row = 0; row < batch.Rows; row++)
            try
            {
                if (await WriteStrictlyAsync(batch, row, 1, transaction, cancellationToken).ConfigureAwait(false) != 1)
                    throw Errors.ShortBatch(Plan.Model, 1, 0);
                arrived++;
            }
            catch (MigrationException e)
            {
                refused(row, e);
            }

        await CommitAsync(transaction, mark, arrived, cancellationToken).ConfigureAwait(false);
        return arrived;
    }

    /// <summary>
    /// Halves the batch until the rows that are to blame stand alone: throws the first of them, or commits all others.
    /// </summary>
    private async Task<int> SiftAsync(
        RowBatch batch,
        Action<int, MigrationException>? refused,
        IBatchCheckpoint? mark,
        MigrationException reason,
        CancellationToken cancellationToken
    )
    {
        var bad = new List<(int Row, MigrationException Error)>();
        await using var transaction = await BeginAsync(cancellationToken).ConfigureAwait(false);
        var parts = new Stack<(int First, int Count)>([(0, batch.Rows)]);
        while (parts.TryPop(out var part))
        {
            await transaction.SaveAsync(Savepoint, cancellationToken).ConfigureAwait(false);
            try
            {
                var arrived = await WriteStrictlyAsync(batch, part.First, part.Count, transaction, cancellationToken)
                    .ConfigureAwait(false);
                if (arrived != part.Count)
                    throw Errors.ShortBatch(Plan.Model, part.Count, arrived);
                await transaction.ReleaseAsync(Savepoint, cancellationToken).ConfigureAwait(false);
            }
            catch (MigrationException e)
            {
                await transaction.RollbackAsync(Savepoint, cancellationToken).ConfigureAwait(false);
                if (part.Count > 1)
                {
                    parts.Push((part.First + part.Count / 2, part.Count - part.Count / 2));
                    parts.Push((part.First, part.Count / 2));
                    continue;
                }

                if (refused is null)
                    throw;
                bad.Add((part.First, e));
            }
        }

        // Row by row all of them went in: then it isn't a row that is to blame, and what the whole batch met stands.
        if (refused is null)
            throw reason;
        foreach (var (row, error) in bad)
            refused(row, error);
        await CommitAsync(transaction, mark, batch.Rows - bad.Count, cancellationToken).ConfigureAwait(false);
        return batch.Rows - bad.Count;
    }

    private static async Task<int> RunAsync(DbTransaction transaction, string sql, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, sql);
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task<bool> FindsAsync(
        DbTransaction transaction,
        string sql,
        CancellationToken cancellationToken
    )
    {
        await using var command = Command(transaction, sql);
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is not null;
    }

    private static DbCommand Command(DbTransaction transaction, string sql)
    {
        var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return command;
    }

    private static async Task CommitAsync(
        DbTransaction transaction,
        IBatchCheckpoint? mark,
        int rows,
        CancellationToken cancellationToken
    )
    {
        if (mark is not null)
            await mark.WriteAsync(transaction, rows, cancellationToken).ConfigureAwait(false);
        // The caller may have given up, and begun again.
        cancellationToken.ThrowIfCancellationRequested();
        // From here on the server decides: a cancelled commit would leave us not knowing.
        await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
    }
}
