using PidMigration.Databases;
using PidMigration.Databases.Resilience;
using PidMigration.Failures;
using PidMigration.Planning;
using PidMigration.Rows;

namespace PidMigration.Copying.Loading;

/// <summary>Reads the rows of one range out of the snapshot: the end of the exchange that fills batches.</summary>
internal sealed class RangeReader(CopyContext context, ModelPlan plan)
{
    private readonly BatchLimit _limit = plan.SingleTransaction ? BatchLimit.All : context.Options.Limit;

    /// <summary>Reads all rows. Never fails: the loader gets the error where the rows end.</summary>
    public async Task RunAsync(BatchExchange batches, CancellationToken cancellationToken)
    {
        RowReader? reader = null;
        ConnectionLease? lease = null;
        try
        {
            var snapshot = context.Snapshot.Current;
            // Outside of the stall timeout: that all connections are in use is not the server's silence.
            lease = await snapshot.TakeReaderAsync(cancellationToken).ConfigureAwait(false);
            reader = await WaitAsync(
                    stop => snapshot.OpenReaderAsync(lease, plan.ToReadPlan(), stop),
                    cancellationToken
                )
                .ConfigureAwait(false);
            await FillAllAsync(reader, batches, cancellationToken).ConfigureAwait(false);
            await reader.DisposeAsync().ConfigureAwait(false);
            batches.Filled.Writer.Complete();
        }
        catch (Exception e)
        {
            if (reader is not null)
                await BestEffortDisposal.WithTimeoutAsync(reader).ConfigureAwait(false);
            // Where the driver doesn't return from it, that connection isn't waited for any more.
            lease?.Release(false);
            batches.Filled.Writer.Complete(Translate(e));
        }
    }

    private async Task FillAllAsync(RowReader reader, BatchExchange batches, CancellationToken cancellationToken)
    {
        while (true)
        {
            var batch = await batches.Empty.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            await context
                .StallTimeout.RunAsync(stop => reader.Fill(batch, _limit, stop), context.Source, cancellationToken)
                .ConfigureAwait(false);
            if (batch.Rows == 0)
                return;
            await batches.Filled.Writer.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<T> WaitAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        context.StallTimeout.RunAsync(work, context.Source, cancellationToken);

    private Exception Translate(Exception exception) =>
        exception is OperationCanceledException
            ? exception
            : context.Source.TranslateRead(
                exception,
                plan.Model.Name,
                (why, inner) => Errors.ReadFailed(plan.Model.Name, why, inner)
            );
}
