using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using PidMigration.Copying;
using PidMigration.Planning;

namespace PidMigration.Cmdlets.Running;

/// <summary>The bars of a copy: one over all, one for each running model, with rate and time left. Each at most ten times a second.</summary>
internal sealed class CopyProgress(IReadOnlyList<ModelPlan> plans, Action<ProgressRecord> write)
{
    private const int Overall = 1;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly long _all = Math.Max(plans.Sum(p => p.SourceRows), 1);
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Dictionary<string, Bar> _bars = [];
    private TimeSpan _last = -Pause;
    private long _done;
    private int _ended;

    /// <summary>Takes up what the copy told, and shows it when it is time.</summary>
    public void Take(CopyEvent what)
    {
        switch (what)
        {
            case CopyEvent.Clearing clearing:
                Show(
                    Overall,
                    -1,
                    "Clearing the target",
                    $"deleting {Number(clearing.Plans.Sum(p => p.TargetRows))} rows of {Models(clearing.Plans.Count)}",
                    0,
                    _clock,
                    _all
                );
                break;
            case CopyEvent.Started started:
                _bars[started.Plan.Model.Name] = new Bar(FreeId());
                ShowModel(started.Plan, 0, "reading");
                break;
            case CopyEvent.Committed committed:
                ShowModel(committed.Plan, committed.Read, null);
                break;
            case CopyEvent.Building building:
                ShowModel(
                    building.Plan,
                    building.Plan.SourceRows,
                    $"building {building.Definitions} indexes and foreign keys"
                );
                break;
            case CopyEvent.Checking checking:
                ShowModel(checking.Plan, checking.Plan.SourceRows, "checking foreign keys");
                break;
            case CopyEvent.Ended ended:
                End(ended.Result.Model);
                break;
        }
    }

    public void Complete()
    {
        foreach (var model in _bars.Keys.ToList())
            End(model);
        write(new ProgressRecord(Overall, "Copying", "done") { RecordType = ProgressRecordType.Completed });
    }

    private void End(string model)
    {
        _done += plans.First(p => p.Model.Name == model).SourceRows;
        _ended++;
        // A model that was skipped never had a bar.
        if (!_bars.Remove(model, out var bar))
            return;
        if (bar.Shown)
            write(
                new ProgressRecord(bar.Id, model, "done")
                {
                    RecordType = ProgressRecordType.Completed,
                    ParentActivityId = Overall,
                }
            );
    }

    private int FreeId() =>
        Enumerable.Range(Overall + 1, int.MaxValue - 2).First(id => _bars.Values.All(b => b.Id != id));

    private void ShowModel(ModelPlan plan, long rows, string? doing)
    {
        var bar = _bars[plan.Model.Name];
        bar.Rows = rows;
        if (_clock.Elapsed - bar.Last < Pause)
            return;
        bar.Last = _clock.Elapsed;
        bar.Shown = true;
        if (_clock.Elapsed - _last >= Pause)
        {
            _last = _clock.Elapsed;
            var done = _done + _bars.Values.Sum(b => b.Rows);
            Show(
                Overall,
                -1,
                "Copying",
                $"{_ended} of {Models(plans.Count)}, {Number(done)} of {Number(_all)} rows",
                done,
                _clock,
                _all
            );
        }

        var rate = bar.Clock.Elapsed.TotalSeconds > 0.05 ? rows / bar.Clock.Elapsed.TotalSeconds : 0;
        Show(
            bar.Id,
            Overall,
            plan.Model.Name,
            $"{Number(rows)} of {Number(plan.SourceRows)} rows"
                + (doing is not null ? ", " + doing : $", {Number((long)rate)} rows/s"),
            rows,
            bar.Clock,
            plan.SourceRows
        );
    }

    private void Show(int id, int parent, string activity, string status, long done, Stopwatch clock, long all)
    {
        var left =
            done > 0 && clock.Elapsed.TotalSeconds > 0.5
                ? (int)Math.Min(clock.Elapsed.TotalSeconds * (all - done) / done, int.MaxValue)
                : -1;
        write(
            new ProgressRecord(id, activity, status)
            {
                ParentActivityId = parent,
                PercentComplete = all == 0 ? 100 : (int)Math.Clamp(done * 100 / all, 0, 100),
                SecondsRemaining = Math.Max(left, -1),
            }
        );
    }

    private static string Models(int count) => count == 1 ? "1 model" : $"{count} models";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>The bar of a running model.</summary>
    private sealed class Bar(int id)
    {
        public int Id { get; } = id;

        public Stopwatch Clock { get; } = Stopwatch.StartNew();

        public TimeSpan Last { get; set; } = -Pause;

        public long Rows { get; set; }

        public bool Shown { get; set; }
    }
}
