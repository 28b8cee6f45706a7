using System.Diagnostics;
using PidMigration.Catalog;
using PidMigration.Comparing;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Ledgers;
using PidMigration.Planning;

namespace PidMigration.Copying;

/// <summary>One model's turn in a run: copied, tried again where that helps, checked, and written down in the ledger.</summary>
internal sealed class ModelRun(ModelPlan plan, LedgerEntry entry, Ledger ledger, SourceFeed feed, TargetPool pool, OrphanCheck orphans, DatabaseAddress source, DatabaseAddress target, CopyOptions options)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly OwedDefinitions _definitions = new(plan, entry, ledger, options);
    private ModelCopy? _copy;
    private bool? _verified;

    /// <summary>Whether it failed; then what is owed waits until its cause is mended.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Copies the model; <paramref name="settle"/> says which tables are still to be written once its own isn't, <paramref name="loaded"/> hears when all rows are there.</summary>
    /// <returns>How it went, and the error if it failed.</returns>
    public async Task<CopyEvent.Ended> RunAsync(Action<CopyEvent> tell, Func<IReadOnlySet<TableName>> settle, Func<bool> loaded, CancellationToken cancellationToken)
    {
        MigrationException? error;
        try
        {
            var lane = await pool.TakeAsync(cancellationToken).ConfigureAwait(false);
            var copy = _copy = new ModelCopy(plan, orphans.Watch(plan), feed, lane, pool.Rings, ledger, entry, source, target, options);
            var retry = new Retry(options.RetryCount, options.RetryDelay, IsTransient, e => tell(new CopyEvent.Retrying(plan, Explain(e))));
            if (!entry.IsDone) await ledger.SetStateAsync(entry, LedgerState.Copying, null, cancellationToken).ConfigureAwait(false);
            await retry.RunAsync(
                async stop =>
                {
                    // When only they were missing, what is back already stays.
                    if (copy.Read < plan.SourceRows) await _definitions.TakeOffAsync(lane.Target, stop).ConfigureAwait(false);
                    if (!entry.IsDone)
                    {
                        await copy.PassAsync(() => tell(new CopyEvent.Committed(plan, copy.Rows, copy.Read, copy.Batches)), stop).ConfigureAwait(false);
                        // Before the indexes are built: whoever refers to these rows may ask for them from now on. Of a model that
                        // was complete before, nothing came by here: not knowing its keys isn't having none.
                        orphans.Know(copy.Keys);
                    }

                    var unsettled = settle();
                    if (_definitions.Owed.Count > 0)
                    {
                        // The next one need not wait for this one's indexes; where there is nothing to build, results keep their order.
                        loaded();
                        tell(new CopyEvent.Building(plan, _definitions.Owed.Count));
                    }

                    await _definitions.PutBackAsync(lane.Target, unsettled, stop).ConfigureAwait(false);
                    tell(new CopyEvent.Checking(plan));
                    await CheckAsync(copy, lane, unsettled, stop).ConfigureAwait(false);
                    if (!entry.IsDone) await ledger.FinishAsync(copy.Line, copy.Line.Rejected > 0 ? LedgerState.Partial : LedgerState.Complete, stop).ConfigureAwait(false);
                },
                copy.RecoverAsync, () => copy.Progress, cancellationToken).ConfigureAwait(false);
            // A session in which something went wrong isn't used again.
            pool.Return(lane);
            error = copy.Line.Rejected > 0 ? Errors.Rejected(plan.Model.Name, copy.Line.Rejected, options.Rejects!.Path) : null;
        }
        catch (Exception e) when (e is not MigrationException && cancellationToken.IsCancellationRequested)
        {
            // Whatever a driver throws when its statement is cancelled: the user stopped it.
            error = Stopped();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            error = Explain(e);
            if (cancellationToken.IsCancellationRequested && IsTransient(e)) error = Stopped();
            else await WriteDownAsync(error).ConfigureAwait(false);
        }

        HasFailed = error is not null && error.Code != Errors.RejectedCode;
        if (HasFailed && _definitions.Owed.Count > 0) error = error!.And(Remarks.Owed(_definitions.Owed.Count));
        return new CopyEvent.Ended(Result(error), error);
    }

    /// <summary>Puts back the foreign keys that waited for tables which came later.</summary>
    public async Task<MigrationException?> PutBackRestAsync(CancellationToken cancellationToken)
    {
        if (_definitions.Owed.Count == 0) return null;
        try
        {
            var lane = await pool.TakeAsync(cancellationToken).ConfigureAwait(false);
            await _definitions.PutBackAsync(lane.Target, new HashSet<TableName>(), cancellationToken).ConfigureAwait(false);
            pool.Return(lane);
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return Explain(e);
        }
    }

    private async Task CheckAsync(ModelCopy copy, CopyLane lane, IReadOnlySet<TableName> unsettled, CancellationToken cancellationToken)
    {
        var found = await orphans.CheckAsync(lane.Target, plan.Target, unsettled, cancellationToken).ConfigureAwait(false);
        if (found.Count > 0) throw Errors.Orphans(plan.Model.Name, string.Join("; ", found));
        if (entry.IsDone) return;
        if (copy.Read != plan.SourceRows) throw Errors.ShortBatch(plan.Model.Name, plan.SourceRows, copy.Read);
        if (!options.Verify) return;
        var seen = await new CopyCheck(feed.Snapshot, source, target).CompareAsync(plan, cancellationToken).ConfigureAwait(false);
        // Rows in the rejects file are missing, and known to be.
        _verified = seen.Changed + seen.Extra == 0 && seen.Missing == copy.Line.Rejected;
        if (_verified == false) throw Errors.NotVerified(plan.Model.Name, seen.Missing, seen.Extra, seen.Changed);
    }

    /// <summary>Writes the failure down, so that others see it.</summary>
    private async Task WriteDownAsync(MigrationException error)
    {
        try
        {
            await ledger.SetStateAsync(entry, LedgerState.Failed, error.Message, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is MigrationException || IsTransient(e))
        {
            // The line stays at what its last batch wrote, from where it can be resumed; the error itself is reported.
        }
    }

    private PidCopyResult Result(MigrationException? error)
    {
        var result = new PidCopyResult
        {
            Model = plan.Model.Name, Table = plan.Model.Table, Resumed = entry.Rows, Verified = _verified, Reason = error?.Message,
            Status = error switch { null => CopyStatus.Copied, { Code: Errors.RejectedCode } => CopyStatus.Partial, { Code: Errors.StoppedCode } => CopyStatus.Stopped, _ => CopyStatus.Failed },
        };
        return _copy is not { } copy ? result : result with
        {
            Rows = copy.Rows, Existing = copy.Existing, Rejected = copy.Rejected, Conversions = copy.Changes, Batches = copy.Batches, Elapsed = _clock.Elapsed,
        };
    }

    private MigrationException Stopped() => Errors.Stopped(plan.Model.Name, entry.Rows + (_copy?.Rows ?? 0));

    private bool IsTransient(Exception e) => DatabaseDrivers.For(target).Failures.IsTransient(e) || DatabaseDrivers.For(source).Failures.IsTransient(e);

    private MigrationException Explain(Exception e) =>
        DatabaseDrivers.For(target).Failures.Translate(e, target, plan.Model.Name, true, (why, inner) => Errors.LoadFailed(plan.Model.Name, "a statement", why, inner));
}
