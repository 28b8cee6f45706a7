using PidMigration.Conversion;
using PidMigration.Databases;
using PidMigration.Ledgers;
using PidMigration.Planning;
using PidMigration.Verifying;

namespace PidMigration.Copying;

/// <summary>
/// One model's rows: in the order of the key as one stream, or a large table's in ranges of its key, one after the other by whoever
/// has the model, and side by side with whoever has nothing else to do.
/// </summary>
internal sealed class RangeQueue
{
    private readonly ModelPlan _plan;
    private readonly Func<LedgerEntry, RangeCopier> _open;
    private readonly Lock _gate = new();
    private readonly Queue<RangeCopier> _waiting = [];
    private readonly List<Task> _helpers = [];
    private List<RangeCopier> _ranges;
    private CancellationTokenSource? _pass;
    private Exception? _failure;

    /// <summary>A model's copy that stands where the ledger's lines say.</summary>
    public RangeQueue(
        ModelPlan plan,
        IReadOnlyList<LedgerEntry> lines,
        CommittedKeys keys,
        RenewableSnapshot feed,
        BatchBuffers.BatchBufferPool rings,
        Ledger ledger,
        DatabaseAddress source,
        DatabaseAddress into,
        CopyOptions options
    )
    {
        _plan = plan;
        _open = line => new RangeCopier(plan, keys, feed, rings, ledger, line, source, into, options);
        _ranges = [.. lines.Select(_open)];
        Keys = keys;
    }

    public CommittedKeys Keys { get; }

    /// <summary>The lines of the ledger, one a range.</summary>
    public IReadOnlyList<LedgerCheckpoint> Checkpoints => [.. _ranges.Select(r => r.Checkpoint)];

    /// <summary>The rows committed so far, by this attempt.</summary>
    public long Rows => _ranges.Sum(r => r.Rows);

    public long Existing => _ranges.Sum(r => r.Existing);

    /// <summary>The rows that were refused, and are in the rejects file.</summary>
    public long Rejected => _ranges.Sum(r => r.Rejected);

    public long Read => _ranges.Sum(r => r.Read);

    public int Batches => _ranges.Sum(r => r.Batches);

    /// <summary>How often a batch was committed, in all passes: it only grows.</summary>
    public long Progress => _ranges.Sum(r => r.Progress);

    /// <summary>The changes that were made, of those that the user allowed.</summary>
    public IReadOnlyList<PidConversion> Changes =>
        [
            .. _ranges
                .SelectMany(r => r.Changes)
                .GroupBy(c => (c.Column, c.Names))
                .Select(g => new PidConversion(g.Key.Column, g.Sum(c => c.Values), g.Sum(c => c.Rows), g.Key.Names)),
        ];

    /// <summary>Whether somebody else may take a range.</summary>
    public bool HasUnclaimedRanges
    {
        get
        {
            lock (_gate)
                return _pass is not null && _failure is null && _waiting.Count > 0;
        }
    }

    /// <summary>Divides it; nothing is copied yet.</summary>
    public void Split(IEnumerable<LedgerEntry> lines) => _ranges = [.. lines.Select(_open)];

    /// <summary>Copies all ranges, with those who help. What fails ends the pass; another one goes over all ranges again, from what the ledger has.</summary>
    /// <param name="lane">The session that writes.</param>
    /// <param name="shareable">Called when others may take ranges.</param>
    /// <param name="committed">Called after each commit.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task RunAttemptAsync(
        RenewableTarget lane,
        Action shareable,
        Action committed,
        CancellationToken cancellationToken
    )
    {
        using var pass = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        lock (_gate)
        {
            _failure = null;
            _pass = pass;
            _waiting.Clear();
            foreach (var range in _ranges)
                _waiting.Enqueue(range);
        }

        if (_ranges.Count > 1)
            shareable();
        try
        {
            try
            {
                await TakeRangesAsync(lane, committed, pass.Token).ConfigureAwait(false);
            }
            catch
            {
                await pass.CancelAsync().ConfigureAwait(false);
                throw;
            }
            finally
            {
                await EndAsync().ConfigureAwait(false);
            }
        }
        catch when (_failure is { } theirs && !cancellationToken.IsCancellationRequested)
        {
            // Whichever failed first has stopped the other.
            throw theirs;
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (_failure is { } failure)
            throw failure;
    }

    /// <summary>Copies ranges that nobody has begun, until there are none. A failure is told to whoever has the model.</summary>
    /// <param name="pool">Has the sessions that write.</param>
    /// <param name="committed">Called after each commit.</param>
    public Task JoinAsync(TargetConnectionPool pool, Action committed)
    {
        lock (_gate)
        {
            if (_pass is not { } pass || _failure is not null)
                return Task.CompletedTask;
            var help = Task.Run(() => JoinAsync(pool, committed, pass), CancellationToken.None);
            _helpers.Add(help);
            return help;
        }
    }

    /// <summary>From now on nobody is sure of what is committed: the server may have lost its last moments.</summary>
    public void InvalidateProgress()
    {
        foreach (var range in _ranges)
            range.InvalidateProgress();
    }

    private async Task JoinAsync(TargetConnectionPool pool, Action committed, CancellationTokenSource pass)
    {
        RenewableTarget? lane = null;
        try
        {
            if (!HasUnclaimedRanges)
                return;
            lane = await pool.TakeAsync(pass.Token).ConfigureAwait(false);
            await TakeRangesAsync(lane, committed, pass.Token).ConfigureAwait(false);
            pool.Return(lane);
        }
        catch (Exception e)
        {
            if (lane is not null)
                pool.Discard(lane);
            lock (_gate)
                if (!pass.IsCancellationRequested)
                    _failure ??= e;
            await pass.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Copies the ranges that nobody has begun; one loader for all of them, as it has buffers of its own.</summary>
    private async Task TakeRangesAsync(RenewableTarget lane, Action committed, CancellationToken cancellationToken)
    {
        await using var loader = lane.Target.OpenLoader(_plan.ToLoadPlan());
        while (Next() is { } range)
            await range.RunAttemptAsync(lane, loader, committed, cancellationToken).ConfigureAwait(false);
    }

    private RangeCopier? Next()
    {
        lock (_gate)
            return _failure is null && _waiting.TryDequeue(out var range) ? range : null;
    }

    /// <summary>Waits for those who help; nobody else begins.</summary>
    private async Task EndAsync()
    {
        while (true)
        {
            Task[] helping;
            lock (_gate)
            {
                helping = [.. _helpers.Where(h => !h.IsCompleted)];
                if (helping.Length == 0)
                {
                    _helpers.Clear();
                    _waiting.Clear();
                    _pass = null;
                    return;
                }
            }

            await Task.WhenAll(helping).ConfigureAwait(false);
        }
    }
}
