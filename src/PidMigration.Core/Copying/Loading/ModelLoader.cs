using PidMigration.Conversion;
using PidMigration.Ledgers;
using PidMigration.Planning;
using PidMigration.Verifying;

namespace PidMigration.Copying.Loading;

/// <summary>
/// Loads one model's rows: as one range in the order of the key, or a large table's in several, which the job works
/// through in order and others may take from.
/// </summary>
internal sealed class ModelLoader
{
    private readonly CopyContext _context;
    private readonly ModelPlan _plan;
    private readonly IModelCopyObserver _observer;
    private readonly RangeQueue<RangeCopier> _queue = new();

    /// <summary>
    /// Owned by the job, which replaces it only between attempts. Those who join an attempt read it; entering the
    /// queue's lock made it visible to them.
    /// </summary>
    private RangeCopier[] _ranges;

    /// <summary>A loader that resumes where the ledger's entries say, one a range.</summary>
    public ModelLoader(
        CopyContext context,
        ModelPlan plan,
        IReadOnlyList<LedgerEntry> entries,
        IModelCopyObserver observer
    )
    {
        (_context, _plan, _observer) = (context, plan, observer);
        Keys = context.Orphans.Track(plan);
        _ranges = Open(entries);
    }

    /// <summary>The keys that were committed.</summary>
    public CommittedKeys Keys { get; }

    /// <summary>The model's lines of the ledger, one a range.</summary>
    public IReadOnlyList<LedgerCheckpoint> Checkpoints => [.. _ranges.Select(r => r.Checkpoint)];

    /// <summary>How far this process has come, all ranges together.</summary>
    public LoadProgress Progress => _ranges.Aggregate(LoadProgress.None, (sum, r) => sum + r.Progress);

    /// <inheritdoc cref="RangeLoader.Commits"/>
    public long Commits => _ranges.Sum(r => r.Commits);

    /// <inheritdoc cref="RangeLoader.Changes"/>
    public IReadOnlyList<PidConversion> Changes =>
        [
            .. _ranges
                .SelectMany(r => r.Changes)
                .GroupBy(c => (c.Column, c.Names))
                .Select(g => new PidConversion(g.Key.Column, g.Sum(c => c.Values), g.Sum(c => c.Rows), g.Key.Names)),
        ];

    /// <inheritdoc cref="RangeQueue{TRange}.HasUnclaimedRanges"/>
    public bool HasUnclaimedRanges => _queue.HasUnclaimedRanges;

    /// <summary>Divides the model; nothing is copied yet.</summary>
    public void Split(IReadOnlyList<LedgerEntry> entries) => _ranges = Open(entries);

    /// <summary>
    /// Copies all ranges, together with those who join. After a failure, the next attempt goes over all ranges again.
    /// </summary>
    public Task RunAttemptAsync(RenewableTarget connection, CancellationToken cancellationToken) =>
        _queue.RunAttemptAsync(
            _ranges,
            stop =>
            {
                if (_ranges.Length > 1)
                    _observer.RangesAvailable();
                return CopyRangesAsync(connection, stop);
            },
            cancellationToken
        );

    /// <summary>Takes ranges of the attempt that is under way, by a connection of its own.</summary>
    public Task JoinAsync() =>
        _queue.JoinAsync(async stop =>
        {
            var connection = await _context.Connections.TakeAsync(stop).ConfigureAwait(false);
            try
            {
                await CopyRangesAsync(connection, stop).ConfigureAwait(false);
            }
            catch
            {
                _context.Connections.Discard(connection);
                throw;
            }

            _context.Connections.Return(connection);
        });

    /// <inheritdoc cref="RangeCopier.InvalidateProgress"/>
    /// <remarks>Of all ranges, those that had ended, too: the server may have lost its last moments.</remarks>
    public void InvalidateProgress()
    {
        foreach (var range in _ranges)
            range.InvalidateProgress();
    }

    /// <summary>
    /// Copies ranges until there are none to claim; one loader for all of them, as it has buffers of its own.
    /// </summary>
    private async Task CopyRangesAsync(RenewableTarget connection, CancellationToken cancellationToken)
    {
        await using var loader = connection.Target.OpenLoader(_plan.ToLoadPlan());
        while (_queue.TryClaim(out var range))
            await range
                .RunAttemptAsync(connection.Target, loader, ReportCommit, cancellationToken)
                .ConfigureAwait(false);
    }

    private void ReportCommit()
    {
        var progress = Progress;
        _context.Report(new CopyEvent.Committed(_plan, progress.Rows, progress.Read, progress.Batches));
    }

    private RangeCopier[] Open(IReadOnlyList<LedgerEntry> entries) =>
        [.. entries.Select(e => new RangeCopier(_context, _plan, Keys, e))];
}
