using System.Management.Automation;
using PidMigration.Cmdlets.Progress;
using PidMigration.Cmdlets.Tests.Hosting;
using PidMigration.Copying;

namespace PidMigration.Cmdlets.Tests.Progress;

/// <summary>A copy's bars, event by event.</summary>
public sealed class CopyProgressTests
{
    private readonly ManualTime _time = new();
    private readonly List<ProgressRecord> _drawn = [];

    [Fact]
    public void The_overall_bar_counts_the_rows_of_ended_and_running_models()
    {
        var (small, large) = (ProgressPlans.Plan("small", 100), ProgressPlans.Plan("large", 900));
        var progress = new CopyProgress([small, large], _drawn.Add, _time);
        progress.Handle(new CopyEvent.Started(small));
        progress.Handle(ProgressPlans.Ended("small"));
        progress.Handle(new CopyEvent.Started(large));
        _time.Advance(1);
        progress.Handle(ProgressPlans.Committed(large, 300));

        var overall = _drawn.Last(r => r.ActivityId == 1);
        Assert.Equal("1 of 2 models, 400 of 1,000 rows", overall.StatusDescription);
        Assert.Equal(40, overall.PercentComplete);
        var bar = _drawn.Last(r => r.Activity == "large");
        Assert.Equal("300 of 900 rows, 300 rows/s", bar.StatusDescription);
        Assert.Equal((33, 2, 1), (bar.PercentComplete, bar.SecondsRemaining, bar.ParentActivityId));
    }

    [Fact]
    public void The_number_of_an_ended_bar_is_used_again()
    {
        var plans = Enumerable.Range(0, 3).Select(i => ProgressPlans.Plan($"m{i}", 10)).ToList();
        var progress = new CopyProgress(plans, _drawn.Add, _time);
        progress.Handle(new CopyEvent.Started(plans[0]));
        progress.Handle(new CopyEvent.Started(plans[1]));
        progress.Handle(ProgressPlans.Ended("m0"));
        progress.Handle(new CopyEvent.Started(plans[2]));
        var ids = _drawn.Where(r => r.ActivityId > 1).ToLookup(r => r.Activity, r => r.ActivityId);
        Assert.Equal((2, 3, 2), (ids["m0"].First(), ids["m1"].First(), ids["m2"].First()));
    }

    [Fact]
    public void Completing_removes_every_bar_that_was_drawn_and_none_that_was_not()
    {
        var (run, skipped) = (ProgressPlans.Plan("run", 10), ProgressPlans.Plan("skipped", 10));
        var progress = new CopyProgress([run, skipped], _drawn.Add, _time);
        progress.Handle(new CopyEvent.Started(run));
        progress.Handle(ProgressPlans.Ended("skipped"));
        progress.Complete();
        var completed = _drawn.Where(r => r.RecordType == ProgressRecordType.Completed).Select(r => r.Activity);
        Assert.Equal(["run", "Copying"], completed);
    }
}
