using System.Diagnostics;
using PidMigration.Catalog;
using PidMigration.Copying.Indexes;
using PidMigration.Databases;
using PidMigration.Databases.Resilience;
using PidMigration.Failures;
using PidMigration.Ledgers;
using PidMigration.Planning;

namespace PidMigration.Copying.Loading;

/// <summary>
/// One model of a run, from the first row to the last check, with retries; the ledger says at each moment how far it
/// is. Owned by the task of <see cref="RunAsync"/>; others may only ask for unclaimed ranges and join.
/// </summary>
internal sealed class ModelCopyJob
{
    private readonly CopyContext _context;
    private readonly ModelPlan _plan;
    private readonly IModelCopyObserver _observer;
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>The entry of part 0, which speaks for the whole model.</summary>
    private readonly LedgerEntry _entry;

    /// <summary>The rows that earlier attempts of the run committed.</summary>
    private readonly long _resumedRows;
    private readonly DeferredIndexes _indexes;
    private readonly ModelLoader _loader;
    private bool? _verified;

    /// <param name="context">What all jobs share.</param>
    /// <param name="plan">The model.</param>
    /// <param name="entries">The model's lines of the ledger, in the order of their parts.</param>
    /// <param name="observer">Hears when others may join, and when all rows are loaded.</param>
    public ModelCopyJob(
        CopyContext context,
        ModelPlan plan,
        IReadOnlyList<LedgerEntry> entries,
        IModelCopyObserver observer
    )
    {
        (_context, _plan, _observer, _entry) = (context, plan, observer, entries[0]);
        _resumedRows = entries.Sum(e => e.Rows);
        _indexes = new DeferredIndexes(plan, entries, context.Ledger, context.Options);
        _loader = new ModelLoader(context, plan, entries, observer);
    }

    /// <summary>Whether it failed; then its indexes wait until the cause is fixed.</summary>
    public bool HasFailed { get; private set; }

    /// <inheritdoc cref="ModelLoader.HasUnclaimedRanges"/>
    public bool HasUnclaimedRanges => _loader.HasUnclaimedRanges;

    /// <summary>The rows in the rejects file, those of earlier attempts, too.</summary>
    private long Rejected => _loader.Checkpoints.Sum(c => c.Rejected);

    /// <inheritdoc cref="ModelLoader.JoinAsync"/>
    public Task JoinAsync() => _loader.JoinAsync();

    /// <summary>Copies the model; returns how it went, and the error if it failed.</summary>
    public async Task<CopyEvent.Ended> RunAsync(CancellationToken cancellationToken)
    {
        var error = await TryRunAsync(cancellationToken).ConfigureAwait(false);
        HasFailed = error is not null && error.Code != Errors.RejectedCode;
        if (HasFailed && _indexes.Pending.Count > 0)
            error = error!.WithNote(Warnings.Owed(_indexes.Pending.Count));
        return new CopyEvent.Ended(Result(error), error);
    }

    /// <summary>
    /// Restores the foreign keys that waited for tables which came later; returns the error if that failed.
    /// </summary>
    public async Task<MigrationException?> RestoreRemainingIndexesAsync(CancellationToken cancellationToken)
    {
        if (_indexes.Pending.Count == 0)
            return null;
        try
        {
            var connection = await _context.Connections.TakeAsync(cancellationToken).ConfigureAwait(false);
            await _indexes
                .RestoreAsync(connection.Target, new HashSet<TableName>(), cancellationToken)
                .ConfigureAwait(false);
            _context.Connections.Return(connection);
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return Translate(e);
        }
    }

    private async Task<MigrationException?> TryRunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RunWithRetriesAsync(cancellationToken).ConfigureAwait(false);
            return Rejected > 0 ? Errors.Rejected(_plan.Model.Name, Rejected, _context.Options.Rejects!.Path) : null;
        }
        catch (Exception e) when (e is not MigrationException && cancellationToken.IsCancellationRequested)
        {
            // Whatever a driver throws when its statement is cancelled: the user stopped it.
            return Stopped();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            if (cancellationToken.IsCancellationRequested && _context.IsTransient(e))
                return Stopped();
            var error = Translate(e);
            await RecordFailureAsync(error).ConfigureAwait(false);
            return error;
        }
    }

    private async Task RunWithRetriesAsync(CancellationToken cancellationToken)
    {
        var connection = await _context.Connections.TakeAsync(cancellationToken).ConfigureAwait(false);
        if (!_entry.IsDone)
            await _context
                .Ledger.SetStateAsync(_entry, LedgerState.Copying, null, cancellationToken)
                .ConfigureAwait(false);
        var retry = new RetryPolicy(
            _context.Options.RetryCount,
            _context.Options.RetryDelay,
            _context.IsTransient,
            e => _context.Report(new CopyEvent.Retrying(_plan, Translate(e)))
        );
        await retry
            .RunAsync(
                stop => RunAttemptAsync(connection, stop),
                stop => RecoverAsync(connection, stop),
                () => _loader.Commits,
                cancellationToken
            )
            .ConfigureAwait(false);
        // Only after success: a session in which something went wrong isn't used again.
        _context.Connections.Return(connection);
    }

    /// <summary>
    /// The life of a model, step by step. A retry goes through all of it again; each step leaves alone what is done
    /// already.
    /// </summary>
    private async Task RunAttemptAsync(RenewableTarget connection, CancellationToken cancellationToken)
    {
        await DropIndexesAsync(connection, cancellationToken).ConfigureAwait(false);
        await SplitAsync(connection, cancellationToken).ConfigureAwait(false);
        await LoadAsync(connection, cancellationToken).ConfigureAwait(false);
        var pendingTables = _context.Outcomes.MarkLoaded(_plan);
        ReleaseSlot();
        await _indexes.RestoreAsync(connection.Target, pendingTables, cancellationToken).ConfigureAwait(false);
        await CheckAsync(connection, pendingTables, cancellationToken).ConfigureAwait(false);
        await FinishAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task DropIndexesAsync(RenewableTarget connection, CancellationToken cancellationToken)
    {
        // When all rows are there and only indexes are missing, those that are back already stay.
        if (_loader.Progress.Read < _plan.SourceRows)
            await _indexes.DropAsync(connection.Target, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Divides a large model of which nothing is written, where its ranges can be loaded side by side.
    /// </summary>
    private async Task SplitAsync(RenewableTarget connection, CancellationToken cancellationToken)
    {
        if (_entry.IsDone || _loader.Checkpoints is not [{ IsBegun: false }])
            return;
        // Each row is looked up in a unique index that wasn't dropped, and ranges would lock each other's places in it.
        if (_plan.Target.UniqueKeys.Count > 0 && _indexes.Pending.Count == 0)
            return;
        if (!connection.Target.LoadsSideBySide(_plan.Target))
            return;
        var splitter = new KeyRangeSplitter(_plan, _context.Snapshot.Current, _context.Source);
        var bounds = await splitter
            .SplitAsync(_context.Options.MaxParallelism, cancellationToken)
            .ConfigureAwait(false);
        if (bounds.Count > 0)
            _loader.Split(await _context.Ledger.SplitAsync(_entry, bounds, cancellationToken).ConfigureAwait(false));
    }

    private async Task LoadAsync(RenewableTarget connection, CancellationToken cancellationToken)
    {
        // Of a model that was complete before, no row came by here: not knowing its keys isn't having none.
        if (_entry.IsDone)
            return;
        await _loader.RunAttemptAsync(connection, cancellationToken).ConfigureAwait(false);
        // Before the indexes are built: models that refer to these rows may ask for their keys from now on.
        _context.Orphans.MarkCopied(_loader.Keys);
    }

    /// <summary>
    /// The next model needn't wait for this one's indexes. Where there are none to build, results keep their order.
    /// </summary>
    private void ReleaseSlot()
    {
        if (_indexes.Pending.Count == 0)
            return;
        _observer.Release();
        _context.Report(new CopyEvent.Building(_plan, _indexes.Pending.Count));
    }

    private async Task CheckAsync(
        RenewableTarget connection,
        IReadOnlySet<TableName> pendingTables,
        CancellationToken cancellationToken
    )
    {
        _context.Report(new CopyEvent.Checking(_plan));
        var orphans = await _context
            .Orphans.CheckCopiedAsync(connection.Target, _plan.Target, pendingTables, cancellationToken)
            .ConfigureAwait(false);
        if (orphans.Count > 0)
            throw Errors.Orphans(_plan.Model.Name, string.Join("; ", orphans));
        if (_entry.IsDone)
            return;
        var read = _loader.Progress.Read;
        if (read != _plan.SourceRows)
            throw Errors.ShortBatch(_plan.Model.Name, _plan.SourceRows, read);
        if (_context.Options.Verify)
            await VerifyAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task VerifyAsync(CancellationToken cancellationToken)
    {
        var found = await _context
            .Verifier.VerifyAsync(_plan, _context.Snapshot.Current, cancellationToken)
            .ConfigureAwait(false);
        // Rows in the rejects file are missing, and known to be.
        _verified = found.Changed + found.Extra == 0 && found.Missing == Rejected;
        if (_verified == false)
            throw Errors.NotVerified(_plan.Model.Name, found.Missing, found.Extra, found.Changed);
    }

    private async Task FinishAsync(CancellationToken cancellationToken)
    {
        if (_entry.IsDone)
            return;
        var state = Rejected > 0 ? LedgerState.Partial : LedgerState.Complete;
        await _context.Ledger.FinishAsync(_entry, state, _loader.Checkpoints, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Prepares another attempt after a failure: new sessions, and nothing counts as committed that the ledger doesn't
    /// have.
    /// </summary>
    private async Task RecoverAsync(RenewableTarget connection, CancellationToken cancellationToken)
    {
        var (timeout, target) = (_context.StallTimeout, _context.Target);
        await timeout
            .RunAsync(stop => connection.RenewAsync(target, stop), target, cancellationToken)
            .ConfigureAwait(false);
        await timeout
            .RunAsync(stop => _context.Connections.TerminateDiscardedAsync(connection, stop), target, cancellationToken)
            .ConfigureAwait(false);
        await _context.Ledger.EnsureLockAsync(cancellationToken).ConfigureAwait(false);
        await _context.Snapshot.EnsureAsync(cancellationToken).ConfigureAwait(false);
        _loader.InvalidateProgress();
    }

    private async Task RecordFailureAsync(MigrationException error)
    {
        try
        {
            await _context
                .Ledger.SetStateAsync(_entry, LedgerState.Failed, error.Message, CancellationToken.None)
                .ConfigureAwait(false);
        }
        catch (Exception e) when (e is MigrationException || _context.IsTransient(e))
        {
            // The line stays as its last batch wrote it, and can be resumed from there; the error itself is reported.
        }
    }

    private PidCopyResult Result(MigrationException? error)
    {
        var progress = _loader.Progress;
        return PidCopyResult.Of(_plan, error) with
        {
            Rows = progress.Rows,
            Resumed = _resumedRows,
            Existing = progress.Existing,
            Rejected = progress.Rejected,
            Conversions = _loader.Changes,
            Batches = progress.Batches,
            Verified = _verified,
            Elapsed = _clock.Elapsed,
        };
    }

    private MigrationException Stopped() => Errors.Stopped(_plan.Model.Name, _resumedRows + _loader.Progress.Rows);

    private MigrationException Translate(Exception exception) =>
        _context.Target.TranslateWrite(
            exception,
            _plan.Model.Name,
            (why, inner) => Errors.LoadFailed(_plan.Model.Name, "a statement", why, inner)
        );
}
