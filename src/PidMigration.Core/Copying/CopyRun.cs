using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using PidMigration.Catalog;
using PidMigration.Comparing;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Planning;

namespace PidMigration.Copying;

/// <summary>
/// A copy that is ready to run: the source's snapshot is taken, the target open, every model matched, nothing changed yet. What
/// is decided of each model (<see cref="Decide"/>) is done by <see cref="RunAsync"/>.
/// </summary>
public sealed class CopyRun : IAsyncDisposable
{
    private readonly DatabaseAddress _source;
    private readonly DatabaseAddress _target;
    private readonly Snapshot _snapshot;
    private readonly Target _writer;
    private readonly OrphanCheck _orphans;
    private readonly HashSet<TableName> _unsettled;
    private readonly CopyOptions _options;
    private readonly Dictionary<string, (CopyDecision What, string? Why)> _decisions = [];

    /// <summary>The models that were skipped or failed, and the word for it.</summary>
    private readonly Dictionary<string, string> _missing = [];

    internal CopyRun(DatabaseAddress source, DatabaseAddress target, Snapshot snapshot, Target writer, DatabaseCatalog targetCatalog, CopyOptions options, IReadOnlyList<ModelPlan> plans)
    {
        (_source, _target, _snapshot, _writer, _options, Plans) = (source, target, snapshot, writer, options, plans);
        _orphans = new OrphanCheck(targetCatalog);
        _unsettled = [.. plans.Select(p => p.Target.Name)];
    }

    /// <summary>What is to be done, parents first.</summary>
    public IReadOnlyList<ModelPlan> Plans { get; }

    /// <summary>What the user should know of how the target is written; null for nothing.</summary>
    public string? Remark => _writer.Remark;

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

    /// <summary>Clears what is to be cleared, copies model after model, checks foreign keys. An error of one model ends that model and those that refer to it.</summary>
    public async IAsyncEnumerable<CopyEvent> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var events = Channel.CreateUnbounded<CopyEvent>(new UnboundedChannelOptions { SingleReader = true });
        var work = Task.Run(() => WorkAsync(events.Writer, cancellationToken), CancellationToken.None);
        // The work ends by itself when it is cancelled, and says how far it came: its last words are waited for.
        await foreach (var e in events.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false)) yield return e;
        await work.ConfigureAwait(false);
    }

    /// <summary>Ends the snapshot and the target's session.</summary>
    public async ValueTask DisposeAsync()
    {
        await _snapshot.DisposeAsync().ConfigureAwait(false);
        await _writer.DisposeAsync().ConfigureAwait(false);
    }

    private async Task WorkAsync(ChannelWriter<CopyEvent> events, CancellationToken cancellationToken)
    {
        try
        {
            await ClearAsync(events, cancellationToken).ConfigureAwait(false);
            await CopyAllAsync(events, cancellationToken).ConfigureAwait(false);
            events.Complete();
        }
        catch (Exception e)
        {
            events.Complete(e);
        }
    }

    private async Task ClearAsync(ChannelWriter<CopyEvent> events, CancellationToken cancellationToken)
    {
        var cleared = Plans.Where(p => DecisionOf(p).What == CopyDecision.ClearAndCopy).Reverse().ToList();
        if (cleared.Count == 0) return;
        events.TryWrite(new CopyEvent.Clearing(cleared));
        // Between the question and now the snapshot's session may have died; then nothing must be deleted.
        await _snapshot.ScalarAsync("SELECT 1", cancellationToken).ConfigureAwait(false);
        try
        {
            await _writer.ClearAsync([.. cleared.Select(p => p.Target)], cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var names = string.Join(", ", cleared.Select(p => p.Model.Name));
            throw DatabaseDrivers.For(_target).Failures.Translate(e, _target, names, true, (why, inner) => Errors.ClearFailed(names, why, inner));
        }
    }

    /// <summary>Copies all models, side by side as far as both databases and the models' references let it.</summary>
    private async Task CopyAllAsync(ChannelWriter<CopyEvent> events, CancellationToken cancellationToken)
    {
        var lanes = _snapshot.ReadsInParallel && _writer.WritesInParallel ? _options.ThrottleLimit ?? Math.Clamp(Environment.ProcessorCount, 2, 4) : 1;
        await using var pool = new TargetPool(_target, _writer);
        var schedule = new CopySchedule(Plans);
        var running = new Dictionary<Task, ModelPlan>();
        while (!cancellationToken.IsCancellationRequested && (!schedule.IsEmpty || running.Count > 0))
        {
            while (running.Count < lanes && schedule.Next() is { } plan)
            {
                if (SkipReason(plan, schedule) is { } reason) Skip(plan, reason, schedule, events);
                else running.Add(Task.Run(() => CopyAsync(plan, pool, events, cancellationToken), CancellationToken.None), plan);
            }

            if (running.Count == 0) continue;
            var ended = await Task.WhenAny(running.Keys).ConfigureAwait(false);
            schedule.Finish(running[ended]);
            running.Remove(ended);
            await ended.ConfigureAwait(false);
        }

        await Task.WhenAll(running.Keys).ConfigureAwait(false);
    }

    private void Skip(ModelPlan plan, string reason, CopySchedule schedule, ChannelWriter<CopyEvent> events)
    {
        Settle(plan, "was skipped");
        schedule.Finish(plan);
        events.TryWrite(new CopyEvent.Ended(new PidCopyResult { Model = plan.Model.Name, Table = plan.Model.Table, Status = CopyStatus.Skipped, Reason = reason }, null));
    }

    /// <summary>Copies one model and reports its end.</summary>
    private async Task CopyAsync(ModelPlan plan, TargetPool pool, ChannelWriter<CopyEvent> events, CancellationToken cancellationToken)
    {
        events.TryWrite(new CopyEvent.Started(plan));
        var clock = Stopwatch.StartNew();
        var result = new PidCopyResult { Model = plan.Model.Name, Table = plan.Model.Table, Status = CopyStatus.Copied };
        MigrationException? error = null;
        ModelCopy? copy = null;
        try
        {
            var lane = await pool.TakeAsync(cancellationToken).ConfigureAwait(false);
            copy = new ModelCopy(plan, _snapshot, lane, _source, _target, _options);
            await copy.RunAsync(() => events.TryWrite(new CopyEvent.Committed(plan, copy.Rows, copy.Read, copy.Batches)), cancellationToken).ConfigureAwait(false);
            events.TryWrite(new CopyEvent.Checking(plan));
            _orphans.Know(copy.Keys);
            var found = await _orphans.CheckAsync(lane.Target, plan.Target, Settle(plan, null), cancellationToken).ConfigureAwait(false);
            if (found.Count > 0) error = Errors.Orphans(plan.Model.Name, string.Join("; ", found));
            else if (copy.Read != plan.SourceRows) error = Errors.ShortBatch(plan.Model.Name, plan.SourceRows, copy.Read);
            else if (_options.Verify)
            {
                var seen = await new CopyCheck(_snapshot, _source, _target).CompareAsync(plan, cancellationToken).ConfigureAwait(false);
                // Rows in the rejects file are missing, and known to be.
                result = result with { Verified = seen.Changed + seen.Extra == 0 && seen.Missing == copy.Rejected };
                if (result.Verified == false) error = Errors.NotVerified(plan.Model.Name, seen.Missing, seen.Extra, seen.Changed);
            }

            // A session in which something went wrong isn't used again.
            pool.Return(lane);
        }
        catch (Exception e) when (e is not MigrationException && cancellationToken.IsCancellationRequested)
        {
            // Whatever a driver throws when its statement is cancelled: the user stopped it.
            var stopped = Errors.Stopped(plan.Model.Name, copy?.Rows ?? 0);
            events.TryWrite(new CopyEvent.Ended(Measured(result with { Status = CopyStatus.Stopped, Reason = stopped.Message }, copy, clock), stopped));
            return;
        }
        catch (MigrationException e)
        {
            error = e;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            error = DatabaseDrivers.For(_target).Failures.Translate(e, _target, plan.Model.Name, true, (why, inner) => Errors.LoadFailed(plan.Model.Name, "a statement", why, inner));
        }

        result = Measured(result, copy, clock);
        if (error is null && copy!.Rejected > 0) error = Errors.Rejected(plan.Model.Name, copy.Rejected, _options.Rejects!.Path);
        if (error is { Code: Errors.RejectedCode }) result = result with { Status = CopyStatus.Partial, Reason = error.Message };
        else if (error is not null)
        {
            Settle(plan, "failed");
            result = result with { Status = CopyStatus.Failed, Reason = error.Message };
        }

        events.TryWrite(new CopyEvent.Ended(result, error));
    }

    /// <summary>Nothing more will be written of a model; the tables of which that isn't so yet.</summary>
    private HashSet<TableName> Settle(ModelPlan plan, string? missing)
    {
        lock (_missing)
        {
            if (missing is not null) _missing[plan.Model.Name] = missing;
            _unsettled.Remove(plan.Target.Name);
            return [.. _unsettled];
        }
    }

    private static PidCopyResult Measured(PidCopyResult result, ModelCopy? copy, Stopwatch clock) => copy is null ? result :
        result with { Rows = copy.Rows, Existing = copy.Existing, Rejected = copy.Rejected, Conversions = copy.Changes, Batches = copy.Batches, Elapsed = clock.Elapsed };

    private (CopyDecision What, string? Why) DecisionOf(ModelPlan plan) => _decisions.GetValueOrDefault(plan.Model.Name, (CopyDecision.Copy, null));

    private string? SkipReason(ModelPlan plan, CopySchedule schedule)
    {
        var (what, why) = DecisionOf(plan);
        if (what == CopyDecision.Skip) return why ?? "The target's rows were to be kept.";
        if (_options.Force) return null;
        lock (_missing)
        {
            var parent = schedule.Parents(plan).FirstOrDefault(p => _missing.ContainsKey(p.Model.Name));
            return parent is null ? null : Errors.ParentNotCopied(plan.Model.Name, parent.Model.Name, _missing[parent.Model.Name]).Message;
        }
    }
}
