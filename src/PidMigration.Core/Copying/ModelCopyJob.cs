using System.Diagnostics;
using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Ledgers;
using PidMigration.Planning;
using PidMigration.Verifying;

namespace PidMigration.Copying;

/// <summary>One model's turn in a run: copied, tried again where that helps, checked, and written down in the ledger.</summary>
internal sealed class ModelCopyJob(
    ModelPlan plan,
    IReadOnlyList<LedgerEntry> lines,
    Ledger ledger,
    RenewableSnapshot feed,
    TargetConnectionPool pool,
    OrphanCheck orphans,
    DatabaseAddress source,
    DatabaseAddress target,
    CopyOptions options
)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly LedgerEntry _entry = lines[0];
    private readonly long _before = lines.Sum(l => l.Rows);
    private readonly DeferredIndexes _definitions = new(plan, lines, ledger, options);
    private readonly RangeQueue _copy = new(
        plan,
        lines,
        orphans.Track(plan),
        feed,
        pool.Buffers,
        ledger,
        source,
        target,
        options
    );
    private readonly StallTimeout _patience = new(options.Timeout);
    private bool? _verified;

    /// <summary>Compares what was copied, where the options ask for it.</summary>
    public required ICopyVerifier Verifier { get; init; }

    /// <summary>Whether it failed; then what is owed waits until its cause is mended.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Whether somebody else may take a part of its rows.</summary>
    public bool HasUnclaimedRanges => _copy.HasUnclaimedRanges;

    /// <summary>Copies the model.</summary>
    /// <param name="tell">Hears how it goes.</param>
    /// <param name="settle">Says which tables are still to be written once its own isn't.</param>
    /// <param name="shareable">Hears when <see cref="JoinAsync"/> is of use.</param>
    /// <param name="loaded">Hears when all rows are there.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>How it went, and the error if it failed.</returns>
    public async Task<CopyEvent.Ended> RunAsync(
        Action<CopyEvent> tell,
        Func<IReadOnlySet<TableName>> settle,
        Action shareable,
        Func<bool> loaded,
        CancellationToken cancellationToken
    )
    {
        MigrationException? error;
        try
        {
            var lane = await pool.TakeAsync(cancellationToken).ConfigureAwait(false);
            var retry = new RetryPolicy(
                options.RetryCount,
                options.RetryDelay,
                IsTransient,
                e => tell(new CopyEvent.Retrying(plan, Explain(e)))
            );
            if (!_entry.IsDone)
                await ledger.SetStateAsync(_entry, LedgerState.Copying, null, cancellationToken).ConfigureAwait(false);
            await retry
                .RunAsync(
                    async stop =>
                    {
                        // When only they were missing, what is back already stays.
                        if (_copy.Read < plan.SourceRows)
                            await _definitions.DropAsync(lane.Target, stop).ConfigureAwait(false);
                        if (!_entry.IsDone)
                        {
                            await SplitAsync(lane, stop).ConfigureAwait(false);
                            await _copy.RunAttemptAsync(lane, shareable, () => Tell(tell), stop).ConfigureAwait(false);
                            // Before the indexes are built: whoever refers to these rows may ask for them from now on. Of a model that
                            // was complete before, nothing came by here: not knowing its keys isn't having none.
                            orphans.MarkCopied(_copy.Keys);
                        }

                        var unsettled = settle();
                        if (_definitions.Pending.Count > 0)
                        {
                            // The next one need not wait for this one's indexes; where there is nothing to build, results keep their order.
                            loaded();
                            tell(new CopyEvent.Building(plan, _definitions.Pending.Count));
                        }

                        await _definitions.RestoreAsync(lane.Target, unsettled, stop).ConfigureAwait(false);
                        tell(new CopyEvent.Checking(plan));
                        await CheckAsync(lane, unsettled, stop).ConfigureAwait(false);
                        if (!_entry.IsDone)
                            await ledger
                                .FinishAsync(
                                    _entry,
                                    Refused > 0 ? LedgerState.Partial : LedgerState.Complete,
                                    _copy.Checkpoints,
                                    stop
                                )
                                .ConfigureAwait(false);
                    },
                    stop => RecoverAsync(lane, stop),
                    () => _copy.Progress,
                    cancellationToken
                )
                .ConfigureAwait(false);
            // A session in which something went wrong isn't used again.
            pool.Return(lane);
            error = Refused > 0 ? Errors.Rejected(plan.Model.Name, Refused, options.Rejects!.Path) : null;
        }
        catch (Exception e) when (e is not MigrationException && cancellationToken.IsCancellationRequested)
        {
            // Whatever a driver throws when its statement is cancelled: the user stopped it.
            error = Stopped();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            error = Explain(e);
            if (cancellationToken.IsCancellationRequested && IsTransient(e))
                error = Stopped();
            else
                await WriteDownAsync(error).ConfigureAwait(false);
        }

        HasFailed = error is not null && error.Code != Errors.RejectedCode;
        if (HasFailed && _definitions.Pending.Count > 0)
            error = error!.WithNote(Warnings.Owed(_definitions.Pending.Count));
        return new CopyEvent.Ended(Result(error), error);
    }

    /// <summary>Takes parts of its rows, as long as there are some that nobody has begun.</summary>
    public Task JoinAsync(Action<CopyEvent> tell) => _copy.JoinAsync(pool, () => Tell(tell));

    /// <summary>Puts back the foreign keys that waited for tables which came later.</summary>
    public async Task<MigrationException?> RestoreRemainingIndexesAsync(CancellationToken cancellationToken)
    {
        if (_definitions.Pending.Count == 0)
            return null;
        try
        {
            var lane = await pool.TakeAsync(cancellationToken).ConfigureAwait(false);
            await _definitions
                .RestoreAsync(lane.Target, new HashSet<TableName>(), cancellationToken)
                .ConfigureAwait(false);
            pool.Return(lane);
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return Explain(e);
        }
    }

    /// <summary>The rows in the rejects file, those of earlier attempts too.</summary>
    private long Refused => _copy.Checkpoints.Sum(l => l.Rejected);

    private void Tell(Action<CopyEvent> tell) =>
        tell(new CopyEvent.Committed(plan, _copy.Rows, _copy.Read, _copy.Batches));

    /// <summary>Divides a large model of which nothing is written, where its ranges can be loaded side by side.</summary>
    private async Task SplitAsync(RenewableTarget lane, CancellationToken cancellationToken)
    {
        // A unique index that is on is looked up by each row, and ranges would lock each other's places in it.
        if (
            _copy.Checkpoints is not [{ IsBegun: false }]
            || plan.Target.UniqueKeys.Count > 0 && _definitions.Pending.Count == 0
        )
            return;
        if (!lane.Target.LoadsSideBySide(plan.Target))
            return;
        var bounds = await new KeyRangeSplitter(plan, feed.Snapshot, source)
            .SplitAsync(options.MaxParallelism, cancellationToken)
            .ConfigureAwait(false);
        if (bounds.Count > 0)
            _copy.Split(await ledger.SplitAsync(_entry, bounds, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Gets ready for another pass after a failure: new sessions, and nothing taken for committed that the ledger doesn't have.</summary>
    private async Task RecoverAsync(RenewableTarget lane, CancellationToken cancellationToken)
    {
        await _patience
            .RunAsync(stop => lane.RenewAsync(target, stop), target, cancellationToken)
            .ConfigureAwait(false);
        await _patience
            .RunAsync(stop => pool.TerminateDiscardedAsync(lane, stop), target, cancellationToken)
            .ConfigureAwait(false);
        await ledger.EnsureLockAsync(cancellationToken).ConfigureAwait(false);
        await feed.EnsureAsync(cancellationToken).ConfigureAwait(false);
        _copy.InvalidateProgress();
    }

    private async Task CheckAsync(
        RenewableTarget lane,
        IReadOnlySet<TableName> unsettled,
        CancellationToken cancellationToken
    )
    {
        var found = await orphans
            .CheckCopiedAsync(lane.Target, plan.Target, unsettled, cancellationToken)
            .ConfigureAwait(false);
        if (found.Count > 0)
            throw Errors.Orphans(plan.Model.Name, string.Join("; ", found));
        if (_entry.IsDone)
            return;
        if (_copy.Read != plan.SourceRows)
            throw Errors.ShortBatch(plan.Model.Name, plan.SourceRows, _copy.Read);
        if (!options.Verify)
            return;
        var seen = await Verifier.VerifyAsync(plan, feed.Snapshot, cancellationToken).ConfigureAwait(false);
        // Rows in the rejects file are missing, and known to be.
        _verified = seen.Changed + seen.Extra == 0 && seen.Missing == Refused;
        if (_verified == false)
            throw Errors.NotVerified(plan.Model.Name, seen.Missing, seen.Extra, seen.Changed);
    }

    /// <summary>Writes the failure down, so that others see it.</summary>
    private async Task WriteDownAsync(MigrationException error)
    {
        try
        {
            await ledger
                .SetStateAsync(_entry, LedgerState.Failed, error.Message, CancellationToken.None)
                .ConfigureAwait(false);
        }
        catch (Exception e) when (e is MigrationException || IsTransient(e))
        {
            // The line stays at what its last batch wrote, from where it can be resumed; the error itself is reported.
        }
    }

    private PidCopyResult Result(MigrationException? error) =>
        new()
        {
            Model = plan.Model.Name,
            Table = plan.Model.Table,
            TargetTable = plan.Target.FullName,
            Resumed = _before,
            Verified = _verified,
            Reason = error?.Message,
            Status = error switch
            {
                null => CopyStatus.Copied,
                { Code: Errors.RejectedCode } => CopyStatus.Partial,
                { Code: Errors.StoppedCode } => CopyStatus.Stopped,
                _ => CopyStatus.Failed,
            },
            Rows = _copy.Rows,
            Existing = _copy.Existing,
            Rejected = _copy.Rejected,
            Conversions = _copy.Changes,
            Batches = _copy.Batches,
            Elapsed = _clock.Elapsed,
        };

    private MigrationException Stopped() => Errors.Stopped(plan.Model.Name, _before + _copy.Rows);

    private bool IsTransient(Exception e) =>
        DatabaseDrivers.For(target).Failures.IsTransient(e) || DatabaseDrivers.For(source).Failures.IsTransient(e);

    private MigrationException Explain(Exception e) =>
        DatabaseDrivers
            .For(target)
            .Failures.Translate(
                e,
                target,
                plan.Model.Name,
                true,
                (why, inner) => Errors.LoadFailed(plan.Model.Name, "a statement", why, inner)
            );
}
