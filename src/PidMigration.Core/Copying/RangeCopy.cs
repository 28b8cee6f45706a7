using System.Threading.Channels;
using PidMigration.Conversion;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Ledgers;
using PidMigration.Planning;
using PidMigration.Rows;

namespace PidMigration.Copying;

/// <summary>
/// The way of the rows of one range of a model's keys, or of all: one task reads and parses while another converts and loads. A few
/// batches go round between them, so memory stays the same whatever the table's size. It begins behind the last row that the ledger
/// has as committed, each time anew.
/// </summary>
internal sealed class RangeCopy(ModelPlan plan, KeyWatch keys, SourceFeed feed, BatchRing.Pool rings, Ledger ledger, LedgerEntry entry, DatabaseAddress source, DatabaseAddress into, CopyOptions options)
{
    private readonly RowConverter _converter = new(plan);
    private readonly LedgerLine _line = new(entry, plan);
    private readonly Patience _patience = new(options.Timeout);
    private readonly bool _canSeek = KeyPosition.CanSeek(plan, DatabaseDrivers.For(source).Dialect);
    private readonly IReadOnlyList<string>? _upTo = TextsJson.Read(entry.UpTo);
    private LedgerEntry _start = entry;

    /// <summary>A pass didn't come to its end: what is committed is what the ledger says.</summary>
    private bool _isUnsure;

    /// <summary>The range's line of the ledger.</summary>
    public LedgerLine Line => _line;

    /// <summary>The rows committed so far, by this attempt.</summary>
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

    /// <summary>How often a batch was committed, in all passes: it only grows.</summary>
    public long Progress { get; private set; }

    /// <summary>Copies all rows behind the last committed one; <paramref name="committed"/> is called after each commit.</summary>
    public async Task PassAsync(CopyLane lane, BatchLoader loader, Action committed, CancellationToken cancellationToken)
    {
        if (_isUnsure) await SettleAsync(lane, cancellationToken).ConfigureAwait(false);
        _isUnsure = true;
        var position = _canSeek ? KeyPosition.Within(plan, [(_line.Key, _upTo)], DatabaseDrivers.For(source).Dialect) : plan;
        if (_line.Entry.Rows + _line.Entry.Existing + _line.Entry.Rejected > 0) keys.Forget();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ring = rings.Take(plan.Columns.Count);
        var filled = Channel.CreateBounded<RowBatch>(ring.Batches.Count);
        var empty = Channel.CreateBounded<RowBatch>(ring.Batches.Count);
        foreach (var batch in ring.Batches) empty.Writer.TryWrite(batch);

        var reading = Task.Run(() => ReadAsync(position, empty.Reader, filled.Writer, stop.Token), CancellationToken.None);
        try
        {
            await LoadAsync(lane.Target, loader, filled.Reader, empty.Writer, ring.Converted, committed, stop.Token).ConfigureAwait(false);
        }
        catch
        {
            // The loader has the error that counts; the reader only has to end.
            await stop.CancelAsync().ConfigureAwait(false);
            await reading.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
            throw;
        }

        await reading.ConfigureAwait(false);
        rings.Return(ring);
        _isUnsure = false;
    }

    /// <summary>What it knows of what is committed has to be looked up before another pass.</summary>
    public void Doubt() => _isUnsure = true;

    /// <summary>Takes up what the ledger has as committed; of a batch whose commit had no answer nobody else knows.</summary>
    private async Task SettleAsync(CopyLane lane, CancellationToken cancellationToken)
    {
        await _patience.WaitAsync(stop => _line.SettleAsync(lane.Target, stop), into, cancellationToken).ConfigureAwait(false);
        // The keys of that batch were not taken up, whether it is there or not.
        keys.Forget();
        if (!_canSeek && (_line.Rows + _line.Rejected > 0 || !plan.Target.IsTransactional)) await StartAnewAsync(lane, cancellationToken).ConfigureAwait(false);
        (Rows, Existing, Rejected, Batches) = (_line.Rows - _start.Rows, _line.Existing - _start.Existing, _line.Rejected - _start.Rejected, _line.Batches - _start.Batches);
    }

    /// <summary>Without a key that says where the copy was, its rows go, and it begins again; the table was empty before it.</summary>
    private async Task StartAnewAsync(CopyLane lane, CancellationToken cancellationToken)
    {
        await ledger.BeginClearAsync(_line.Entry, cancellationToken).ConfigureAwait(false);
        await lane.Target.ClearAsync([plan.Target], cancellationToken).ConfigureAwait(false);
        await ledger.ResetAsync(_line.Entry, cancellationToken).ConfigureAwait(false);
        _line.Reset();
        _start = _line.Entry.Emptied();
    }

    private async Task ReadAsync(ModelPlan position, ChannelReader<RowBatch> empty, ChannelWriter<RowBatch> filled, CancellationToken cancellationToken)
    {
        RowReader? reader = null;
        SessionLease? lease = null;
        try
        {
            // That all connections are in use is not the server's silence.
            var snapshot = feed.Snapshot;
            lease = await snapshot.TakeReaderAsync(cancellationToken).ConfigureAwait(false);
            reader = await _patience.WaitAsync(stop => snapshot.OpenReaderAsync(lease, position.ToReadPlan(), stop), source, cancellationToken).ConfigureAwait(false);
            while (true)
            {
                var batch = await empty.ReadAsync(cancellationToken).ConfigureAwait(false);
                await _patience.WaitAsync(stop => reader.Fill(batch, plan.OneBatch ? BatchLimit.All : options.Limit, stop), source, cancellationToken).ConfigureAwait(false);
                if (batch.Rows == 0) break;
                await filled.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
            }

            await reader.DisposeAsync().ConfigureAwait(false);
            filled.Complete();
        }
        catch (Exception e)
        {
            if (reader is not null) await Abandoned.CloseAsync(reader).ConfigureAwait(false);
            // Where the driver doesn't come back from it, nobody waits for that connection any more.
            lease?.Leave(false);
            // Reported through the channel: the loader meets it where the rows end.
            filled.Complete(e is OperationCanceledException ? e : DatabaseDrivers.For(source).Failures.Translate(
                e, source, plan.Model.Name, false, (why, inner) => Errors.ReadFailed(plan.Model.Name, why, inner)));
        }
    }

    private async Task LoadAsync(Target target, BatchLoader loader, ChannelReader<RowBatch> filled, ChannelWriter<RowBatch> empty, RowBatch converting, Action committed, CancellationToken cancellationToken)
    {
        var loadPlan = plan.ToLoadPlan();
        var failures = DatabaseDrivers.For(into).Failures;
        try
        {
            while (await filled.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var batch = await filled.ReadAsync(cancellationToken).ConfigureAwait(false);
                var rejected = 0;
                _line.Reach(batch);
                var converted = _converter.Convert(batch, converting, Refuser(batch, () => rejected++));
                var existing = plan.OnlyNew ? await _patience.WaitAsync(stop => target.RemoveExistingAsync(converted, loadPlan, stop), into, cancellationToken).ConfigureAwait(false) : 0;
                _line.Existing += existing;
                if (converted.Rows > 0)
                {
                    Rows += await _patience.WaitAsync(stop => loader.LoadAsync(converted, Refuser(converted, () => rejected++), _line, stop), into, cancellationToken).ConfigureAwait(false);
                    Batches++;
                    Progress++;
                }

                Existing += existing;

                if (rejected == 0) keys.Take(converted);
                else keys.Forget();
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
        _line.Rejected++;
        count();
    };
}
