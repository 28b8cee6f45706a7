using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using PidMigration.Copying;
using PidMigration.Planning;

namespace PidMigration.Cmdlets.Running;

/// <summary>The bars of a copy: one over all, one for the running model, with rate and time left. At most ten a second.</summary>
internal sealed class ProgressReport(IReadOnlyList<ModelPlan> plans, Action<ProgressRecord> write)
{
    private const int Overall = 1;
    private const int Running = 2;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly long _all = Math.Max(plans.Sum(p => p.SourceRows), 1);
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Stopwatch _model = new();
    private TimeSpan _last = -Pause;
    private long _done;
    private int _ended;

    /// <summary>Takes up what the copy told, and shows it when it is time.</summary>
    public void Take(CopyEvent what)
    {
        switch (what)
        {
            case CopyEvent.Clearing clearing:
                Show(Overall, -1, "Clearing the target", $"deleting {Number(clearing.Plans.Sum(p => p.TargetRows))} rows of {clearing.Plans.Count} models", 0, _clock, _all);
                break;
            case CopyEvent.Started started:
                _model.Restart();
                ShowModel(started.Plan, 0, "reading", true);
                break;
            case CopyEvent.Committed committed:
                ShowModel(committed.Plan, committed.Read, null, false);
                break;
            case CopyEvent.Checking checking:
                ShowModel(checking.Plan, checking.Plan.SourceRows, "checking foreign keys", true);
                break;
            case CopyEvent.Ended ended:
                _done += plans.First(p => p.Model.Name == ended.Result.Model).SourceRows;
                _ended++;
                break;
        }
    }

    /// <summary>Takes the bars away.</summary>
    public void Complete()
    {
        write(new ProgressRecord(Running, "Copying", "done") { RecordType = ProgressRecordType.Completed, ParentActivityId = Overall });
        write(new ProgressRecord(Overall, "Copying", "done") { RecordType = ProgressRecordType.Completed });
    }

    private void ShowModel(ModelPlan plan, long rows, string? doing, bool always)
    {
        if (!always && _clock.Elapsed - _last < Pause) return;
        _last = _clock.Elapsed;
        Show(Overall, -1, "Copying", $"{_ended} of {plans.Count} models, {Number(_done + rows)} of {Number(_all)} rows", _done + rows, _clock, _all);
        var rate = _model.Elapsed.TotalSeconds > 0.05 ? rows / _model.Elapsed.TotalSeconds : 0;
        Show(Running, Overall, plan.Model.Name, $"{Number(rows)} of {Number(plan.SourceRows)} rows" + (doing is not null ? ", " + doing : $", {Number((long)rate)} rows/s"), rows, _model, plan.SourceRows);
    }

    private void Show(int id, int parent, string activity, string status, long done, Stopwatch clock, long all)
    {
        var left = done > 0 && clock.Elapsed.TotalSeconds > 0.5 ? (int)Math.Min(clock.Elapsed.TotalSeconds * (all - done) / done, int.MaxValue) : -1;
        write(new ProgressRecord(id, activity, status)
        {
            ParentActivityId = parent,
            PercentComplete = all == 0 ? 100 : (int)Math.Clamp(done * 100 / all, 0, 100),
            SecondsRemaining = Math.Max(left, -1),
        });
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
