using PidMigration.Copying.Loading;
using PidMigration.Ledgers;
using PidMigration.Planning;

namespace PidMigration.Copying;

/// <summary>
/// Copies the models of a run, as many at a time as both databases and the models' references allow. A model holds a
/// slot while its rows are loaded; its indexes are built while the next one loads. A slot for which there is no other
/// model joins a large one that is copied in ranges.
/// </summary>
/// <remarks>
/// The task of <see cref="RunAsync"/> owns all fields. Jobs reach it through their slots and the signal only.
/// </remarks>
internal sealed class CopyScheduler(
    CopyContext context,
    IReadOnlyList<ModelPlan> plans,
    LedgerRun run,
    CopyDecisions decisions
)
{
    private readonly CopySchedule _schedule = new(plans);
    private readonly AsyncSignal _rangesAvailable = new();

    /// <summary>
    /// What each taken slot waits for, and the model whose rows are then all there; null for one that has joined
    /// another's.
    /// </summary>
    private readonly Dictionary<Task, ModelPlan?> _slots = [];
    private readonly List<(ModelCopyJob Job, Task Ended)> _jobs = [];

    /// <summary>Copies all models. What fails ends that model, and those that refer to it are skipped.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (!cancellationToken.IsCancellationRequested && (!_schedule.IsEmpty || _slots.Count > 0))
            {
                StartReadyModels(cancellationToken);
                if (_slots.Count == 0)
                    continue;
                // Reset before looking: ranges that come to be in between set it again.
                _rangesAvailable.Reset();
                JoinRunningModels();
                await WaitForSlotAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            await Task.WhenAll(_jobs.Select(j => j.Ended)).ConfigureAwait(false);
        }

        await RestoreRemainingIndexesAsync(cancellationToken).ConfigureAwait(false);
    }

    private void StartReadyModels(CancellationToken cancellationToken)
    {
        while (_slots.Count < context.MaxParallelism && _schedule.Next() is { } plan)
        {
            if (decisions.FindSkipReason(plan, context.Outcomes) is { } reason)
                Skip(plan, reason);
            else
                Start(plan, cancellationToken);
        }
    }

    private void Start(ModelPlan plan, CancellationToken cancellationToken)
    {
        var slot = new CopySlot(_rangesAvailable);
        var job = new ModelCopyJob(context, plan, [.. run.Entries.Where(e => e.Model == plan.Model.Name)], slot);
        _slots.Add(slot.Released, plan);
        _jobs.Add((job, Task.Run(() => RunJobAsync(job, plan, slot, cancellationToken), CancellationToken.None)));
    }

    private void Skip(ModelPlan plan, string reason)
    {
        context.Outcomes.MarkSkipped(plan);
        _schedule.Finish(plan);
        context.Report(new CopyEvent.Ended(PidCopyResult.Of(plan, CopyStatus.Skipped, reason), null));
    }

    /// <summary>With nothing else to start, free slots take ranges of models that are being loaded.</summary>
    private void JoinRunningModels()
    {
        while (_slots.Count < context.MaxParallelism && _jobs.Find(j => j.Job.HasUnclaimedRanges).Job is { } job)
            _slots[job.JoinAsync()] = null;
    }

    private async Task WaitForSlotAsync()
    {
        var ended = await Task.WhenAny([.. _slots.Keys, _rangesAvailable.Task]).ConfigureAwait(false);
        if (_slots.Remove(ended, out var loaded) && loaded is not null)
            _schedule.Finish(loaded);
    }

    /// <summary>Runs one model's job, in a task of its own, and records how it ended.</summary>
    private async Task RunJobAsync(ModelCopyJob job, ModelPlan plan, CopySlot slot, CancellationToken cancellationToken)
    {
        try
        {
            context.Report(new CopyEvent.Started(plan));
            var ended = await job.RunAsync(cancellationToken).ConfigureAwait(false);
            if (ended.Result.Status is CopyStatus.Copied or CopyStatus.Partial)
                context.Outcomes.MarkFinished();
            if (ended.Result.Status == CopyStatus.Failed)
                context.Outcomes.MarkFailed(plan);
            context.Report(ended);
        }
        finally
        {
            slot.Release();
        }
    }

    /// <summary>Restores the foreign keys that waited for tables which came later.</summary>
    private async Task RestoreRemainingIndexesAsync(CancellationToken cancellationToken)
    {
        foreach (var (job, _) in _jobs)
        {
            if (cancellationToken.IsCancellationRequested || job.HasFailed)
                continue;
            if (await job.RestoreRemainingIndexesAsync(cancellationToken).ConfigureAwait(false) is not { } error)
                continue;
            context.Outcomes.MarkUnfinished();
            context.Report(new CopyEvent.PostCopyError(error));
        }
    }
}
