using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Findings;
using PidMigration.Ledgers;
using PidMigration.Planning;
using PidMigration.Verifying;

namespace PidMigration.Copying;

/// <summary>
/// A copy that is ready to run: the source's snapshot is taken, the target open, every model matched, nothing changed yet. What
/// is decided of each model (<see cref="Decide"/>) is done by <see cref="RunAsync"/>.
/// </summary>
public sealed class CopyRun : IAsyncDisposable
{
    private readonly DatabaseAddress _source;
    private readonly DatabaseAddress _target;
    private readonly RenewableSnapshot _feed;
    private readonly Target _writer;
    private readonly Ledger? _ledger;
    private readonly OrphanCheck _orphans;
    private readonly HashSet<TableName> _pendingTables;
    private readonly CopyOptions _options;
    private readonly Dictionary<string, (CopyDecision What, string? Why)> _decisions = [];
    private LedgerRun _run;
    private readonly List<ModelCopyJob> _jobs = [];
    private int _done;

    /// <summary>The models that were skipped or failed, and the word for it.</summary>
    private readonly Dictionary<string, string> _notCopied = [];

    internal CopyRun(
        DatabaseAddress source,
        DatabaseAddress target,
        Snapshot snapshot,
        Target writer,
        Ledger? ledger,
        LedgerRun run,
        DatabaseCatalog targetCatalog,
        CopyOptions options,
        IReadOnlyList<ModelPlan> plans
    )
    {
        (_source, _target, _writer, _ledger, _run, _options, Plans) = (
            source,
            target,
            writer,
            ledger,
            run,
            options,
            plans
        );
        IsResumed = run.Entries.Count > 0;
        _feed = new RenewableSnapshot(source, snapshot, options.MaxParallelism, new StallTimeout(options.Timeout));
        _orphans = new OrphanCheck(targetCatalog);
        _pendingTables = [.. plans.Select(p => p.Target.Name)];
    }

    /// <summary>Compares what was copied, where the options ask for it.</summary>
    internal ICopyVerifier Verifier { get; init; } = null!;

    /// <summary>What is to be done, parents first.</summary>
    public IReadOnlyList<ModelPlan> Plans { get; }

    /// <summary>What the user should know before it runs: how the target is written, what a resume risks.</summary>
    public IReadOnlyList<string> Warnings
    {
        get
        {
            var remarks = new List<string>();
            if (_writer.Warning is { } remark)
                remarks.Add(remark);
            var warnings = Findings
                .Where(f => f.Severity == FindingSeverity.Warning)
                .ToLookup(f => f.Code == TriggerCheck.HiddenCode);
            // A right that is missing on one table is missing on most; Compare-PidSchema has a line for each.
            remarks.AddRange(
                warnings[true]
                    .Take(1)
                    .Select(f =>
                        f.Message
                        + (
                            warnings[true].Count() is > 1 and var all
                                ? string.Create(
                                    CultureInfo.InvariantCulture,
                                    $" The same goes for {all - 1:N0} more tables."
                                )
                                : ""
                        )
                    )
            );
            remarks.AddRange(warnings[false].Select(f => f.Message));
            if (IsResumed && (_feed.Snapshot.Position is null || _feed.Snapshot.Position != _run.Settings.Position))
                remarks.Add(
                    Failures.Warnings.SourceMayDiffer(
                        _run.Run,
                        _run.Settings.Position is not null && _feed.Snapshot.Position is not null
                    )
                );
            return remarks;
        }
    }

    /// <summary>What was found beforehand; no error is among it.</summary>
    public IReadOnlyList<PidFinding> Findings { get; init; } = [];

    /// <summary>Whether it goes on with an earlier run.</summary>
    public bool IsResumed { get; }

    /// <summary>Whether a model of the earlier run has to begin anew, for want of a key that says where it was; or was being cleared.</summary>
    public bool MustRestart(ModelPlan plan) =>
        IsResumed
        && FindEntry(plan) is { IsDone: false } entry
        && (
            entry.State == LedgerState.Clearing
            || (entry.Rows > 0 || !plan.Target.IsTransactional && plan.TargetRows > 0)
                && !KeysetPredicate.CanSeek(plan, DatabaseDrivers.For(_source).Dialect)
        );

    /// <summary>Where a model of the earlier run stands; null for a run that begins.</summary>
    public LedgerEntry? FindEntry(ModelPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return _run.Entries.FirstOrDefault(e => e.Model == plan.Model.Name);
    }

    /// <summary>The target's name in questions.</summary>
    public string TargetName => _target.ShortName;

    /// <summary>The target's address, without its password.</summary>
    public string TargetAddress => _target.ToString();

    /// <summary>Says what happens to a model; one that nothing is said of is copied.</summary>
    public void Decide(ModelPlan plan, CopyDecision decision, string? why = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _decisions[plan.Model.Name] = (decision, why);
    }

    /// <summary>Why a model won't be copied by what was decided of those before it: one that it refers to is skipped. Null where it will.</summary>
    public string? FindObstacle(ModelPlan plan)
    {
        if (_options.WithoutParents)
            return null;
        var parent = CopySchedule.Parents(plan, Plans).FirstOrDefault(p => DecisionOf(p).What == CopyDecision.Skip);
        return parent is null
            ? null
            : Errors.ParentNotCopied(plan.Model.Name, parent.Model.Name, "was skipped").Message;
    }

    /// <summary>Clears what is to be cleared, copies model after model, checks foreign keys. An error of one model ends that model and those that refer to it.</summary>
    public async IAsyncEnumerable<CopyEvent> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var events = Channel.CreateUnbounded<CopyEvent>(new UnboundedChannelOptions { SingleReader = true });
        var work = Task.Run(() => WorkAsync(events.Writer, cancellationToken), CancellationToken.None);
        // The work ends by itself when it is cancelled, and says how far it came: its last words are waited for.
        await foreach (var e in events.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            yield return e;
        await work.ConfigureAwait(false);
    }

    /// <summary>Ends the snapshot and the target's session.</summary>
    public async ValueTask DisposeAsync()
    {
        await BestEffortDisposal.WithTimeoutAsync(_feed).ConfigureAwait(false);
        await BestEffortDisposal.WithTimeoutAsync(_writer).ConfigureAwait(false);
        if (_ledger is not null)
            await BestEffortDisposal.WithTimeoutAsync(_ledger).ConfigureAwait(false);
    }

    private async Task WorkAsync(ChannelWriter<CopyEvent> events, CancellationToken cancellationToken)
    {
        try
        {
            var ledger = _ledger ?? throw new InvalidOperationException("A run that was planned only can't be run.");
            SettleSkipped();
            await BeginAsync(ledger, cancellationToken).ConfigureAwait(false);
            await ClearAsync(ledger, events, cancellationToken).ConfigureAwait(false);
            await CopyAllAsync(ledger, events, cancellationToken).ConfigureAwait(false);
            await EndAsync(ledger).ConfigureAwait(false);
            events.Complete();
        }
        catch (Exception e)
        {
            events.Complete(e);
        }
    }

    /// <summary>
    /// What won't be copied isn't cleared either. The rows it keeps count for the checks of those that it refers to: nobody
    /// looks at them later.
    /// </summary>
    private void SettleSkipped()
    {
        foreach (var plan in Plans)
        {
            if (DecisionOf(plan).What != CopyDecision.Skip && FindObstacle(plan) is { } obstacle)
                Decide(plan, CopyDecision.Skip, obstacle);
            if (DecisionOf(plan).What == CopyDecision.Skip)
                MarkFinished(plan, "was skipped");
        }
    }

    /// <summary>Writes down what is going to be done; of an earlier run, that stands there.</summary>
    private async Task BeginAsync(Ledger ledger, CancellationToken cancellationToken)
    {
        if (IsResumed)
            return;
        var chosen = Plans.Where(p => DecisionOf(p).What != CopyDecision.Skip);
        var owed = await ledger.FindDeferredIndexesAsync(cancellationToken).ConfigureAwait(false);
        _run = _run with
        {
            Entries =
            [
                .. chosen.Select(p => new LedgerEntry
                {
                    Run = _run.Run,
                    Model = p.Model.Name,
                    SchemaSignature = p.SchemaSignature,
                    InitialTargetRows = p.TargetRows,
                    Expected = p.SourceRows,
                    State =
                        DecisionOf(p).What == CopyDecision.ClearAndCopy ? LedgerState.Clearing : LedgerState.Pending,
                    // What an earlier run took off is this one's to put back.
                    DeferredIndexes = owed.GetValueOrDefault(p.Model.Name),
                }),
            ],
        };
        await ledger.BeginAsync(_run, cancellationToken).ConfigureAwait(false);
    }

    private async Task ClearAsync(Ledger ledger, ChannelWriter<CopyEvent> events, CancellationToken cancellationToken)
    {
        var cleared = Plans.Where(p => DecisionOf(p).What == CopyDecision.ClearAndCopy).Reverse().ToList();
        if (cleared.Count == 0)
            return;
        events.TryWrite(new CopyEvent.Clearing(cleared));
        // Between the question and now the snapshot's session may have died; then nothing must be deleted.
        await _feed.EnsureAsync(cancellationToken).ConfigureAwait(false);
        // What an earlier attempt had written of these goes too, and the ledger has to know before.
        foreach (var plan in cleared.Where(p => FindEntry(p) is { State: not LedgerState.Clearing }))
            await ledger.BeginClearAsync(FindEntry(plan)!, cancellationToken).ConfigureAwait(false);
        try
        {
            await _writer.ClearAsync([.. cleared.Select(p => p.Target)], cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var names = string.Join(", ", cleared.Select(p => p.Model.Name));
            throw DatabaseDrivers
                .For(_target)
                .Failures.Translate(e, _target, names, true, (why, inner) => Errors.ClearFailed(names, why, inner));
        }

        foreach (var plan in cleared)
            await ledger.ResetAsync(FindEntry(plan)!, cancellationToken).ConfigureAwait(false);
        var empty = cleared.Select(p => p.Model.Name).ToHashSet();
        // Their other parts ended with their rows.
        _run = _run with
        {
            Entries =
            [
                .. _run
                    .Entries.Where(e => e.Part == 0 || !empty.Contains(e.Model))
                    .Select(e =>
                        empty.Contains(e.Model)
                            ? e.WithoutProgress() with
                            {
                                State = LedgerState.Pending,
                                InitialTargetRows = 0,
                            }
                            : e
                    ),
            ],
        };
    }

    /// <summary>Copies all models, side by side as far as both databases and the models' references let it.</summary>
    private async Task CopyAllAsync(Ledger ledger, ChannelWriter<CopyEvent> events, CancellationToken cancellationToken)
    {
        var lanes = _writer.WritesInParallel
            ? Math.Min(_options.MaxParallelism, _feed.Snapshot.MaxConcurrentReaders)
            : 1;
        await using var pool = new TargetConnectionPool(_target, _writer);
        var schedule = new CopySchedule(Plans);
        // A model is loading until its rows are there; its indexes are built while the next one is loaded.
        var loading = new Dictionary<Task, ModelPlan?>();
        var building = new List<Task>();
        var shareable = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        while (!cancellationToken.IsCancellationRequested && (!schedule.IsEmpty || loading.Count > 0))
        {
            while (loading.Count < lanes && schedule.Next() is { } plan)
            {
                if (SkipReason(plan) is { } reason)
                {
                    Skip(plan, reason, schedule, events);
                    continue;
                }

                var loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                building.Add(
                    Task.Run(
                        () =>
                            CopyAsync(
                                plan,
                                ledger,
                                pool,
                                events,
                                () => Volatile.Read(ref shareable).TrySetResult(),
                                loaded,
                                cancellationToken
                            ),
                        CancellationToken.None
                    )
                );
                loading.Add(loaded.Task, plan);
            }

            if (loading.Count == 0)
                continue;
            // Nothing else to begin: a large model in ranges is shared.
            Volatile.Write(ref shareable, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            while (loading.Count < lanes && Shareable() is { } turn)
                loading[turn.JoinAsync(e => events.TryWrite(e))] = null;
            var ended = await Task.WhenAny([.. loading.Keys, shareable.Task]).ConfigureAwait(false);
            if (loading.Remove(ended, out var over) && over is not null)
                schedule.Finish(over);
        }

        await Task.WhenAll(building).ConfigureAwait(false);
        foreach (var turn in _jobs)
            if (
                !cancellationToken.IsCancellationRequested
                && !turn.HasFailed
                && await turn.RestoreRemainingIndexesAsync(cancellationToken).ConfigureAwait(false) is { } error
            )
            {
                _done--;
                events.TryWrite(new CopyEvent.PostCopyError(error));
            }
    }

    /// <summary>A model that more than one may copy.</summary>
    private ModelCopyJob? Shareable()
    {
        lock (_jobs)
            return _jobs.Find(t => t.HasUnclaimedRanges);
    }

    /// <summary>Says that nothing is left to do, where that is so.</summary>
    private async Task EndAsync(Ledger ledger)
    {
        if (_done == _run.Entries.Count(e => e.Part == 0 && (!e.IsDone || e.DeferredIndexes is not null)))
            await ledger.CompleteAsync(_run.Run, _run.Attempt, CancellationToken.None).ConfigureAwait(false);
    }

    private void Skip(ModelPlan plan, string reason, CopySchedule schedule, ChannelWriter<CopyEvent> events)
    {
        MarkFinished(plan, "was skipped");
        schedule.Finish(plan);
        events.TryWrite(
            new CopyEvent.Ended(
                new PidCopyResult
                {
                    Model = plan.Model.Name,
                    Table = plan.Model.Table,
                    TargetTable = plan.Target.FullName,
                    Status = CopyStatus.Skipped,
                    Reason = reason,
                },
                null
            )
        );
    }

    /// <summary>Copies one model and reports its end.</summary>
    private async Task CopyAsync(
        ModelPlan plan,
        Ledger ledger,
        TargetConnectionPool pool,
        ChannelWriter<CopyEvent> events,
        Action shareable,
        TaskCompletionSource loaded,
        CancellationToken cancellationToken
    )
    {
        events.TryWrite(new CopyEvent.Started(plan));
        var turn = new ModelCopyJob(
            plan,
            [.. _run.Entries.Where(e => e.Model == plan.Model.Name)],
            ledger,
            _feed,
            pool,
            _orphans,
            _source,
            _target,
            _options
        )
        {
            Verifier = Verifier,
        };
        lock (_jobs)
            _jobs.Add(turn);
        try
        {
            var ended = await turn.RunAsync(
                    e => events.TryWrite(e),
                    () => MarkFinished(plan, null),
                    shareable,
                    loaded.TrySetResult,
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (ended.Result.Status is CopyStatus.Copied or CopyStatus.Partial)
                Interlocked.Increment(ref _done);
            if (ended.Result.Status == CopyStatus.Failed)
                MarkFinished(plan, "failed");
            events.TryWrite(ended);
        }
        finally
        {
            loaded.TrySetResult();
        }
    }

    /// <summary>Nothing more will be written of a model; the tables of which that isn't so yet.</summary>
    private HashSet<TableName> MarkFinished(ModelPlan plan, string? missing)
    {
        lock (_notCopied)
        {
            if (missing is not null)
                _notCopied[plan.Model.Name] = missing;
            _pendingTables.Remove(plan.Target.Name);
            return [.. _pendingTables];
        }
    }

    private (CopyDecision What, string? Why) DecisionOf(ModelPlan plan) =>
        _decisions.TryGetValue(plan.Model.Name, out var decision)
            ? decision
            : (MustRestart(plan) ? CopyDecision.ClearAndCopy : CopyDecision.Copy, null);

    private string? SkipReason(ModelPlan plan)
    {
        var (what, why) = DecisionOf(plan);
        if (what == CopyDecision.Skip)
            return why ?? "The target's rows were to be kept.";
        if (_options.WithoutParents)
            return null;
        lock (_notCopied)
        {
            var parent = CopySchedule.Parents(plan, Plans).FirstOrDefault(p => _notCopied.ContainsKey(p.Model.Name));
            return parent is null
                ? null
                : Errors.ParentNotCopied(plan.Model.Name, parent.Model.Name, _notCopied[parent.Model.Name]).Message;
        }
    }
}
