using System.Threading.Channels;
using PidMigration.Conversion;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Planning;
using PidMigration.Rows;

namespace PidMigration.Copying;

/// <summary>
/// The way of one model's rows: one task reads and parses while another converts and loads. A few batches go round between them,
/// so memory stays the same whatever the table's size.
/// </summary>
internal sealed class ModelCopy(ModelPlan plan, Snapshot snapshot, CopyLane lane, DatabaseAddress source, DatabaseAddress into, CopyOptions options)
{
    private readonly RowConverter _converter = new(plan);

    /// <summary>The keys that are committed.</summary>
    public KeyWatch Keys { get; } = new(plan);

    /// <summary>The rows committed so far.</summary>
    public long Rows { get; private set; }

    /// <summary>The rows that the target had.</summary>
    public long Existing { get; private set; }

    /// <summary>The rows that were refused, and are in the rejects file.</summary>
    public long Rejected { get; private set; }

    /// <summary>The rows read so far.</summary>
    public long Read => Rows + Existing + Rejected;

    /// <summary>The changes that were made, of those that the user allowed.</summary>
    public IReadOnlyList<PidConversion> Changes => _converter.Changes;

    /// <summary>The batches committed so far.</summary>
    public int Batches { get; private set; }

    /// <summary>Copies all rows; <paramref name="committed"/> is called after each commit.</summary>
    public async Task RunAsync(Action committed, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var filled = Channel.CreateBounded<RowBatch>(lane.Batches.Count);
        var empty = Channel.CreateBounded<RowBatch>(lane.Batches.Count);
        foreach (var batch in lane.Batches)
        {
            batch.Reset(plan.Columns.Count);
            empty.Writer.TryWrite(batch);
        }

        var reading = Task.Run(() => ReadAsync(empty.Reader, filled.Writer, stop.Token), CancellationToken.None);
        try
        {
            await LoadAsync(filled.Reader, empty.Writer, committed, stop.Token).ConfigureAwait(false);
        }
        catch
        {
            // The loader has the error that counts; the reader only has to end.
            await stop.CancelAsync().ConfigureAwait(false);
            await reading.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
            throw;
        }

        await reading.ConfigureAwait(false);
    }

    private async Task ReadAsync(ChannelReader<RowBatch> empty, ChannelWriter<RowBatch> filled, CancellationToken cancellationToken)
    {
        try
        {
            await using var reader = await snapshot.OpenReaderAsync(plan.ToReadPlan(), cancellationToken).ConfigureAwait(false);
            while (true)
            {
                var batch = await empty.ReadAsync(cancellationToken).ConfigureAwait(false);
                await reader.FillAsync(batch, plan.OneBatch ? BatchLimit.All : options.Limit, cancellationToken).ConfigureAwait(false);
                if (batch.Rows == 0) break;
                await filled.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
            }

            filled.Complete();
        }
        catch (Exception e)
        {
            // Reported through the channel: the loader meets it where the rows end.
            filled.Complete(e is OperationCanceledException ? e : DatabaseDrivers.For(source).Failures.Translate(
                e, source, plan.Model.Name, false, (why, inner) => Errors.ReadFailed(plan.Model.Name, why, inner)));
        }
    }

    private async Task LoadAsync(ChannelReader<RowBatch> filled, ChannelWriter<RowBatch> empty, Action committed, CancellationToken cancellationToken)
    {
        var loadPlan = plan.ToLoadPlan();
        var failures = DatabaseDrivers.For(into).Failures;
        try
        {
            await using var loader = lane.Target.OpenLoader(loadPlan);
            while (await filled.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var batch = await filled.ReadAsync(cancellationToken).ConfigureAwait(false);
                var rejected = 0;
                var converted = _converter.Convert(batch, Refuser(batch, () => rejected++));
                Existing += plan.OnlyNew ? await lane.Target.RemoveExistingAsync(converted, loadPlan, cancellationToken).ConfigureAwait(false) : 0;
                if (converted.Rows > 0)
                {
                    Rows += await loader.LoadAsync(converted, Refuser(converted, () => rejected++), cancellationToken).ConfigureAwait(false);
                    Batches++;
                }

                if (rejected == 0) Keys.Take(converted);
                else Keys.Forget();
                Rejected += rejected;
                committed();
                await empty.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (ChannelClosedException e) when (e.InnerException is not null)
        {
            throw e.InnerException;
        }
        catch (Exception e) when (e is not (OperationCanceledException or MigrationException))
        {
            throw failures.Translate(e, into, plan.Target.Name.ToString(), true, (why, inner) => Errors.LoadFailed(plan.Model.Name, "a batch", why, inner));
        }
    }

    /// <summary>Takes refused rows into the rejects file; null where the first one ends the copy.</summary>
    private Action<int, MigrationException>? Refuser(RowBatch batch, Action count) => options.Rejects is not { } file ? null : (row, error) =>
    {
        file.Add(plan, batch, row, error.Reason ?? error.Message);
        count();
    };
}
