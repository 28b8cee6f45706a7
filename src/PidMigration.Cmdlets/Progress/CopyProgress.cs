using System.Globalization;
using System.Management.Automation;
using PidMigration.Copying;
using PidMigration.Planning;

namespace PidMigration.Cmdlets.Progress;

/// <summary>The progress bars of a copy: one for the whole, and one below it for each running model.</summary>
internal sealed class CopyProgress(
    IReadOnlyList<ModelPlan> plans,
    Action<ProgressRecord> write,
    TimeProvider? time = null
)
{
    private const int Overall = 1;
    private const int NoParent = -1;

    private readonly long _total = Math.Max(plans.Sum(p => p.SourceRows), 1);
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly ProgressClock _clock = new(time ?? TimeProvider.System);
    private readonly Dictionary<string, ModelBar> _bars = [];
    private long _rowsOfEnded;
    private int _ended;

    /// <summary>Takes note of an event, and draws the bars when they are due.</summary>
    public void Handle(CopyEvent copyEvent)
    {
        switch (copyEvent)
        {
            case CopyEvent.Clearing clearing:
                DrawClearing(clearing.Plans);
                break;
            case CopyEvent.Started started:
                _bars[started.Plan.Model.Name] = new ModelBar(FreeId(), new ProgressClock(_time));
                DrawModel(started.Plan, 0, "reading");
                break;
            case CopyEvent.Committed committed:
                DrawModel(committed.Plan, committed.Read, null);
                break;
            case CopyEvent.Building building:
                DrawModel(
                    building.Plan,
                    building.Plan.SourceRows,
                    $"building {building.Definitions} indexes and foreign keys"
                );
                break;
            case CopyEvent.Checking checking:
                DrawModel(checking.Plan, checking.Plan.SourceRows, "checking foreign keys");
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
        _rowsOfEnded += plans.First(p => p.Model.Name == model).SourceRows;
        _ended++;
        // A model that was skipped never had a bar.
        if (!_bars.Remove(model, out var bar) || !bar.WasDrawn)
            return;
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

    private void DrawClearing(IReadOnlyList<ModelPlan> cleared)
    {
        var status = $"deleting {Number(cleared.Sum(p => p.TargetRows))} rows of {Models(cleared.Count)}";
        write(Record(Overall, "Clearing the target", status, 0, _total, _clock));
    }

    private void DrawModel(ModelPlan plan, long rows, string? activity)
    {
        var bar = _bars[plan.Model.Name];
        bar.Rows = rows;
        if (!bar.Clock.TryDraw())
            return;
        bar.WasDrawn = true;
        DrawOverall();
        var status =
            $"{Number(rows)} of {Number(plan.SourceRows)} rows, "
            + (activity ?? $"{Number(bar.Clock.RowsPerSecond(rows))} rows/s");
        write(Record(bar.Id, plan.Model.Name, status, rows, plan.SourceRows, bar.Clock));
    }

    private void DrawOverall()
    {
        if (!_clock.TryDraw())
            return;
        var done = _rowsOfEnded + _bars.Values.Sum(b => b.Rows);
        var status = $"{_ended} of {Models(plans.Count)}, {Number(done)} of {Number(_total)} rows";
        write(Record(Overall, "Copying", status, done, _total, _clock));
    }

    private static ProgressRecord Record(
        int id,
        string activity,
        string status,
        long done,
        long total,
        ProgressClock clock
    ) =>
        new(id, activity, status)
        {
            ParentActivityId = id == Overall ? NoParent : Overall,
            PercentComplete = total == 0 ? 100 : (int)Math.Clamp(done * 100 / total, 0, 100),
            SecondsRemaining = clock.SecondsLeft(done, total),
        };

    private static string Models(int count) => count == 1 ? "1 model" : $"{count} models";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>The bar of a running model.</summary>
    private sealed class ModelBar(int id, ProgressClock clock)
    {
        public int Id { get; } = id;

        public ProgressClock Clock { get; } = clock;

        public long Rows { get; set; }

        public bool WasDrawn { get; set; }
    }
}
