using System.Management.Automation;
using PidMigration.Cmdlets.Tests.Hosting;

namespace PidMigration.Cmdlets.Tests;

/// <summary>The bars: whose they are, how often they move, and that none stays.</summary>
public sealed class ProgressTests(Pairs pairs)
{
    private const int Overall = 1;

    [Fact]
    public void A_copy_has_a_bar_over_all_and_one_for_each_running_model()
    {
        using var shell = Shell.Open();
        // More than a thousand commits.
        shell.Run($"Copy-PidModel -ClearTarget -Force -BatchSize 4 {pairs.Make().Both}").Good();
        var shown = shell.Console.Progress;

        Assert.Equal("deleting 97 rows of 2 models", shown[0].Record.StatusDescription);
        Assert.All(shown, s => Assert.Equal(s.Record.ActivityId == Overall ? -1 : Overall, s.Record.ParentActivityId));
        Assert.All(
            shown.Where(s => s.Record.ActivityId == Overall),
            s => Assert.Contains(s.Record.Activity, (string[])["Clearing the target", "Copying"])
        );
        // SQLite takes one writer: one model's bar at a time, and its number is free again when it is gone.
        Assert.Equal([Overall, Overall + 1], shown.Select(s => s.Record.ActivityId).Distinct().Order());
        Assert.All(
            shown.Where(s => s.Record.ActivityId != Overall).GroupBy(s => s.Record.Activity),
            model => Assert.Single(model, s => s.Record.RecordType == ProgressRecordType.Completed)
        );
        AssertAllGone(shown);
        AssertRate(shown);
        Assert.Contains(
            shown,
            s =>
                s.Record is { Activity: "admin.LogEntry", PercentComplete: > 0 and < 100, SecondsRemaining: >= 0 }
                && s.Record.StatusDescription.EndsWith(" rows/s", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_comparison_has_one_bar()
    {
        using var shell = Shell.Open();
        shell.Run($"Compare-PidModel {pairs.Make(filled: true).Both}").Good();
        var shown = shell.Console.Progress;
        Assert.All(
            shown,
            s =>
                Assert.Equal(
                    (Overall, -1, "Comparing"),
                    (s.Record.ActivityId, s.Record.ParentActivityId, s.Record.Activity)
                )
        );
        Assert.InRange(shown.Max(s => s.Record.PercentComplete), 0, 99);
        AssertAllGone(shown);
        AssertRate(shown);
    }

    // A command that is ended from behind, or by an error, would leave its bars for the rest of the script.
    [Theory]
    [InlineData("Copy-PidModel pid.Policy, pid.ExtSystem BOTH | Select-Object -First 1")]
    [InlineData("Compare-PidModel BOTH | Select-Object -First 1")]
    [InlineData("Copy-PidModel pid.Policy, pid.ExtSystem BOTH | ForEach-Object { throw 'enough' }")]
    [InlineData("Copy-PidModel pid.Domain -WithoutParent BOTH -ErrorAction Stop")]
    public void A_command_that_ends_early_leaves_no_progress_bar(string command)
    {
        using var shell = Shell.Open();
        shell.Run(command.Replace("BOTH", pairs.Make().Both, StringComparison.Ordinal));
        AssertAllGone(shell.Console.Progress);
    }

    private static void AssertAllGone(IReadOnlyList<(TimeSpan At, ProgressRecord Record)> shown)
    {
        Assert.NotEmpty(shown);
        Assert.All(
            shown.GroupBy(s => s.Record.ActivityId),
            bar => Assert.Equal(ProgressRecordType.Completed, bar.Last().Record.RecordType)
        );
    }

    /// <summary>Ten a second for each bar; the last word doesn't wait.</summary>
    private static void AssertRate(IReadOnlyList<(TimeSpan At, ProgressRecord Record)> shown)
    {
        foreach (
            var bar in shown
                .Where(s => s.Record.RecordType == ProgressRecordType.Processing)
                .GroupBy(s => s.Record.Activity)
        )
        {
            var times = bar.Select(s => s.At).ToList();
            // What was measured there may be noted here a moment later.
            Assert.InRange(times.Count, 1, 2 + (times[^1] - times[0]).TotalSeconds * 10.5);
        }
    }
}
