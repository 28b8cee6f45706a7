using PidMigration.Conversion;
using PidMigration.Databases;
using PidMigration.Databases.Resilience;
using PidMigration.Ledgers;
using PidMigration.Planning;
using PidMigration.Rows;
using PidMigration.Verifying;

namespace PidMigration.Copying.Loading;

/// <summary>
/// Copies the rows of one range of a model's keys, or of all of them: one task reads while another converts and loads.
/// Each attempt resumes after the last row that the ledger has as committed.
/// </summary>
/// <remarks>
/// Owned by the task that has claimed the range (<see cref="RangeQueue{TRange}"/>), between attempts by the model's
/// job; only <see cref="Progress"/> may be read at any time.
/// </remarks>
internal sealed class RangeCopier
{
    private readonly CopyContext _context;
    private readonly ModelPlan _plan;
    private readonly CommittedKeys _keys;
    private readonly RangeLoader _loader;
    private readonly IReadOnlyList<string>? _upperKey;
    private readonly bool _canSeek;

    /// <summary>Where <see cref="Progress"/> counts from.</summary>
    private LedgerEntry _start;

    /// <summary>An attempt didn't end well: only the ledger knows what is committed.</summary>
    private bool _needsReconcile;

    public RangeCopier(CopyContext context, ModelPlan plan, CommittedKeys keys, LedgerEntry entry)
    {
        (_context, _plan, _keys, _start) = (context, plan, keys, entry);
        Checkpoint = new LedgerCheckpoint(entry, plan);
        _loader = new RangeLoader(context, plan, keys, Checkpoint);
        _upperKey = StringListJson.Read(entry.UpperKey);
        _canSeek = KeysetPredicate.CanSeek(plan, SourceDialect);
    }

    /// <summary>The range's line of the ledger.</summary>
    public LedgerCheckpoint Checkpoint { get; }

    /// <summary>How far this process has come with the range.</summary>
    public LoadProgress Progress => _loader.Progress;

    /// <inheritdoc cref="RangeLoader.Commits"/>
    public long Commits => _loader.Commits;

    /// <inheritdoc cref="RangeLoader.Changes"/>
    public IReadOnlyList<PidConversion> Changes => _loader.Changes;

    private Dialect SourceDialect => _context.Source.Dialect;

    /// <summary>Copies all rows after the last committed one.</summary>
    /// <param name="target">The session that writes.</param>
    /// <param name="loader">That session's loader for this model's table.</param>
    /// <param name="committed">Called after each commit.</param>
    /// <param name="cancellationToken">Stops before the next commit.</param>
    public async Task RunAttemptAsync(
        Target target,
        BatchLoader loader,
        Action committed,
        CancellationToken cancellationToken
    )
    {
        if (_needsReconcile)
            await ReconcileAsync(target, cancellationToken).ConfigureAwait(false);
        _needsReconcile = true;
        // The keys of rows that an earlier process committed aren't known.
        if (Checkpoint.Entry.HasRows)
            _keys.Invalidate();
        var rest = _canSeek ? KeysetPredicate.Within(_plan, [(Checkpoint.Key, _upperKey)], SourceDialect) : _plan;
        var buffers = _context.Buffers.Take(_plan.Columns.Count);
        await ReadAndLoadAsync(rest, new BatchExchange(buffers), target, loader, committed, cancellationToken)
            .ConfigureAwait(false);
        _context.Buffers.Return(buffers);
        _needsReconcile = false;
    }

    /// <summary>What is known here of what is committed may be wrong; the next attempt asks the ledger.</summary>
    public void InvalidateProgress() => _needsReconcile = true;

    private async Task ReadAndLoadAsync(
        ModelPlan rest,
        BatchExchange batches,
        Target target,
        BatchLoader loader,
        Action committed,
        CancellationToken cancellationToken
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = Task.Run(
            () => new RangeReader(_context, rest).RunAsync(batches, stop.Token),
            CancellationToken.None
        );
        try
        {
            await _loader.RunAsync(target, loader, batches, committed, stop.Token).ConfigureAwait(false);
        }
        catch
        {
            // The loader has the error that counts; the reader only has to end.
            await stop.CancelAsync().ConfigureAwait(false);
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        await reading.ConfigureAwait(false);
    }

    /// <summary>
    /// Takes over from the ledger what is committed: of a batch whose commit had no answer, nothing else knows.
    /// </summary>
    private async Task ReconcileAsync(Target target, CancellationToken cancellationToken)
    {
        await _context
            .StallTimeout.RunAsync(stop => Checkpoint.ReconcileAsync(target, stop), _context.Target, cancellationToken)
            .ConfigureAwait(false);
        // The keys of that batch weren't added, whether it is committed or not.
        _keys.Invalidate();
        if (!_canSeek && (Checkpoint.Rows + Checkpoint.Rejected > 0 || !_plan.Target.IsTransactional))
            await RestartAsync(target, cancellationToken).ConfigureAwait(false);
        _loader.Progress = new LoadProgress(
            Checkpoint.Rows - _start.Rows,
            Checkpoint.Existing - _start.Existing,
            Checkpoint.Rejected - _start.Rejected,
            Checkpoint.Batches - _start.Batches
        );
    }

    /// <summary>
    /// Without a key that says where the copy was, its rows are deleted, and it begins again; the table was empty
    /// before it.
    /// </summary>
    private async Task RestartAsync(Target target, CancellationToken cancellationToken)
    {
        await _context.Ledger.BeginClearAsync(Checkpoint.Entry, cancellationToken).ConfigureAwait(false);
        await target.ClearAsync([_plan.Target], cancellationToken).ConfigureAwait(false);
        await _context.Ledger.ResetAsync(Checkpoint.Entry, cancellationToken).ConfigureAwait(false);
        Checkpoint.Reset();
        _start = Checkpoint.Entry.WithoutProgress();
    }
}
