using System.Data.Common;
using PidMigration.Failures;
using PidMigration.Rows;

namespace PidMigration.Databases;

/// <summary>Writes batches into one table of a target, each in a transaction of its own: all of a batch arrives, or nothing of it.</summary>
public abstract class BatchLoader(LoadPlan plan) : IAsyncDisposable
{
    /// <summary>Where the fields go.</summary>
    protected LoadPlan Plan { get; } = plan;

    /// <summary>Writes the batch and commits it.</summary>
    /// <exception cref="MigrationException">PID1601, PID1602: the target refused rows; the batch was rolled back.</exception>
    public async Task LoadAsync(RowBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        await using var transaction = await BeginAsync(cancellationToken).ConfigureAwait(false);
        var arrived = await WriteAsync(batch, transaction, cancellationToken).ConfigureAwait(false);
        if (arrived != batch.Rows) throw Errors.ShortBatch(Plan.Model, batch.Rows, arrived);
        // From here on the server decides: a cancelled commit would leave us not knowing.
        await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Ends the loading.</summary>
    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Begins the batch's transaction.</summary>
    protected abstract ValueTask<DbTransaction> BeginAsync(CancellationToken cancellationToken);

    /// <summary>Writes the batch inside the transaction, and returns how many rows the server says it has taken.</summary>
    protected abstract Task<long> WriteAsync(RowBatch batch, DbTransaction transaction, CancellationToken cancellationToken);

    /// <summary>A row for a message: <c>(id 17)</c>, or its number in the batch where the table has no key.</summary>
    protected string DescribeRow(RowBatch batch, int row)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return Plan.KeyFields.Count == 0 || row < 0 || row >= batch.Rows ? $"row {row + 1} of the batch"
            : $"the row with {string.Join(", ", Plan.KeyFields.Select(f => $"{Plan.Columns[f].Name} {ShownValue.Of(batch, row, f)}"))}";
    }
}
