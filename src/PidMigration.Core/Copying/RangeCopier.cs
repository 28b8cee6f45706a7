using System.Threading.Channels;
using PidMigration.Conversion;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Ledgers;
using PidMigration.Planning;
using PidMigration.Rows;
using PidMigration.Verifying;

namespace PidMigration.Copying;

/// <summary>
/// The way of the rows of one range of a model's keys, or of all: one task reads and parses while another converts and loads. A few
/// batches go round between them, so memory stays the same whatever the table's size. It begins behind the last row that the ledger
/// has as committed, each time anew.
/// </summary>
internal sealed class RangeCopier(
    ModelPlan plan,
    CommittedKeys keys,
    RenewableSnapshot feed,
    BatchBuffers.BatchBufferPool rings,
    Ledger ledger,
    LedgerEntry entry,
    DatabaseAddress source,
    DatabaseAddress into,
    CopyOptions options
)
{
    private readonly RowConverter _converter = plan.NewConverter();
    private readonly LedgerCheckpoint _checkpoint = new(entry, plan);
    private readonly StallTimeout _patience = new(options.Timeout);
    private readonly bool _canSeek = KeysetPredicate.CanSeek(plan, DatabaseDrivers.For(source).Dialect);
    private readonly IReadOnlyList<string>? _upTo = StringListJson.Read(entry.UpperKey);
    private LedgerEntry _start = entry;

    /// <summary>A pass didn't come to its end: what is committed is what the ledger says.</summary>
    private bool _needsReconcile;

    /// <summary>The range's line of the ledger.</summary>
    public LedgerCheckpoint Checkpoint => _checkpoint;

    /// <summary>The rows committed so far, by this attempt.</summary>
    public long Rows { get; private set; }

    public long Existing { get; private set; }

    /// <summary>The rows that were refused, and are in the rejects file.</summary>
    public long Rejected { get; private set; }

    public long Read => Rows + Existing + Rejected;

    /// <summary>The changes that were made, of those that the user allowed.</summary>
    public IReadOnlyList<PidConversion> Changes => _converter.Changes;

    public int Batches { get; private set; }

    /// <summary>How often a batch was committed, in all passes: it only grows.</summary>
    public long Progress { get; private set; }

    /// <summary>Copies all rows behind the last committed one; <paramref name="committed"/> is called after each commit.</summary>
    public async Task RunAttemptAsync(
        RenewableTarget lane,
        BatchLoader loader,
        Action committed,
        CancellationToken cancellationToken
    )
    {
        if (_needsReconcile)
            await SettleAsync(lane, cancellationToken).ConfigureAwait(false);
        _needsReconcile = true;
        var position = _canSeek
            ? KeysetPredicate.Within(plan, [(_checkpoint.Key, _upTo)], DatabaseDrivers.For(source).Dialect)
            : plan;
        if (_checkpoint.Entry.Rows + _checkpoint.Entry.Existing + _checkpoint.Entry.Rejected > 0)
            keys.Invalidate();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ring = rings.Take(plan.Columns.Count);
        var filled = Channel.CreateBounded<RowBatch>(ring.Batches.Count);
        var empty = Channel.CreateBounded<RowBatch>(ring.Batches.Count);
        foreach (var batch in ring.Batches)
            empty.Writer.TryWrite(batch);

        var reading = Task.Run(
            () => ReadAsync(position, empty.Reader, filled.Writer, stop.Token),
            CancellationToken.None
        );
        try
        {
            await LoadAsync(lane.Target, loader, filled.Reader, empty.Writer, ring.Converted, committed, stop.Token)
                .ConfigureAwait(false);
        }
        catch
        {
            // The loader has the error that counts; the reader only has to end.
            await stop.CancelAsync().ConfigureAwait(false);
            await reading
                .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default)
                .ConfigureAwait(false);
            throw;
        }

        await reading.ConfigureAwait(false);
        rings.Return(ring);
        _needsReconcile = false;
    }

    /// <summary>What it knows of what is committed has to be looked up before another pass.</summary>
    public void InvalidateProgress() => _needsReconcile = true;

    /// <summary>Takes up what the ledger has as committed; of a batch whose commit had no answer nobody else knows.</summary>
    private async Task SettleAsync(RenewableTarget lane, CancellationToken cancellationToken)
    {
        await _patience
            .RunAsync(stop => _checkpoint.ReconcileAsync(lane.Target, stop), into, cancellationToken)
            .ConfigureAwait(false);
        // The keys of that batch were not taken up, whether it is there or not.
        keys.Invalidate();
        if (!_canSeek && (_checkpoint.Rows + _checkpoint.Rejected > 0 || !plan.Target.IsTransactional))
            await RestartAsync(lane, cancellationToken).ConfigureAwait(false);
        (Rows, Existing, Rejected, Batches) = (
            _checkpoint.Rows - _start.Rows,
            _checkpoint.Existing - _start.Existing,
            _checkpoint.Rejected - _start.Rejected,
            _checkpoint.Batches - _start.Batches
        );
    }

    /// <summary>Without a key that says where the copy was, its rows go, and it begins again; the table was empty before it.</summary>
    private async Task RestartAsync(RenewableTarget lane, CancellationToken cancellationToken)
    {
        await ledger.BeginClearAsync(_checkpoint.Entry, cancellationToken).ConfigureAwait(false);
        await lane.Target.ClearAsync([plan.Target], cancellationToken).ConfigureAwait(false);
        await ledger.ResetAsync(_checkpoint.Entry, cancellationToken).ConfigureAwait(false);
        _checkpoint.Reset();
        _start = _checkpoint.Entry.WithoutProgress();
    }

    private async Task ReadAsync(
        ModelPlan position,
        ChannelReader<RowBatch> empty,
        ChannelWriter<RowBatch> filled,
        CancellationToken cancellationToken
    )
    {
        RowReader? reader = null;
        ConnectionLease? lease = null;
        try
        {
            // That all connections are in use is not the server's silence.
            var snapshot = feed.Snapshot;
            lease = await snapshot.TakeReaderAsync(cancellationToken).ConfigureAwait(false);
            reader = await _patience
                .RunAsync(
                    stop => snapshot.OpenReaderAsync(lease, position.ToReadPlan(), stop),
                    source,
                    cancellationToken
                )
                .ConfigureAwait(false);
            while (true)
            {
                var batch = await empty.ReadAsync(cancellationToken).ConfigureAwait(false);
                await _patience
                    .RunAsync(
                        stop => reader.Fill(batch, plan.SingleTransaction ? BatchLimit.All : options.Limit, stop),
                        source,
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                if (batch.Rows == 0)
                    break;
                await filled.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
            }

            await reader.DisposeAsync().ConfigureAwait(false);
            filled.Complete();
        }
        catch (Exception e)
        {
            if (reader is not null)
                await BestEffortDisposal.WithTimeoutAsync(reader).ConfigureAwait(false);
            // Where the driver doesn't come back from it, nobody waits for that connection any more.
            lease?.Release(false);
            // Reported through the channel: the loader meets it where the rows end.
            filled.Complete(
                e is OperationCanceledException
                    ? e
                    : DatabaseDrivers
                        .For(source)
                        .Failures.Translate(
                            e,
                            source,
                            plan.Model.Name,
                            false,
                            (why, inner) => Errors.ReadFailed(plan.Model.Name, why, inner)
                        )
            );
        }
    }

    private async Task LoadAsync(
        Target target,
        BatchLoader loader,
        ChannelReader<RowBatch> filled,
        ChannelWriter<RowBatch> empty,
        RowBatch converting,
        Action committed,
        CancellationToken cancellationToken
    )
    {
        var loadPlan = plan.ToLoadPlan();
        var failures = DatabaseDrivers.For(into).Failures;
        try
        {
            while (await filled.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var batch = await filled.ReadAsync(cancellationToken).ConfigureAwait(false);
                var rejected = 0;
                _checkpoint.AdvanceTo(batch);
                var converted = _converter.Convert(batch, converting, Refuser(batch, () => rejected++));
                var existing = plan.SkipExisting
                    ? await _patience
                        .RunAsync(
                            stop => target.RemoveExistingAsync(converted, loadPlan, stop),
                            into,
                            cancellationToken
                        )
                        .ConfigureAwait(false)
                    : 0;
                _checkpoint.Existing += existing;
                if (converted.Rows > 0)
                {
                    Rows += await _patience
                        .RunAsync(
                            stop =>
                                loader.LoadAsync(converted, Refuser(converted, () => rejected++), _checkpoint, stop),
                            into,
                            cancellationToken
                        )
                        .ConfigureAwait(false);
                    Batches++;
                    Progress++;
                }

                Existing += existing;

                if (rejected == 0)
                    keys.Add(converted);
                else
                    keys.Invalidate();
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
            throw failures.Translate(
                e,
                into,
                plan.Target.Name.ToString(),
                true,
                (why, inner) => Errors.LoadFailed(plan.Model.Name, "a batch", why, inner)
            );
        }
    }

    /// <summary>Takes refused rows into the rejects file; null where the first one ends the copy.</summary>
    private Action<int, MigrationException>? Refuser(RowBatch batch, Action count) =>
        options.Rejects is not { } file
            ? null
            : (row, error) =>
            {
                file.Add(plan, batch, row, error.Reason ?? error.Message);
                _checkpoint.Rejected++;
                count();
            };
}
