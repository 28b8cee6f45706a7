using PidMigration.Ledgers;

namespace PidMigration.Core.Tests.Ledgers;

public sealed class PidMigrationRunTests
{
    private static readonly LedgerEntry First = new()
    {
        Run = "r",
        Model = "pid.Pid",
        State = LedgerState.Copying,
        LastKey = "[\"70\"]",
        UpperKey = "[\"100\"]",
        Rows = 70,
        Expected = 400,
    };

    private static readonly LedgerEntry Second = new()
    {
        Run = "r",
        Model = "pid.Pid",
        Part = 1,
        State = LedgerState.Copying,
        LastKey = "[\"250\"]",
        Rows = 120,
        Existing = 5,
        Rejected = 5,
    };

    private static readonly LedgerEntry Other = new()
    {
        Run = "r",
        Model = "pid.Target",
        State = LedgerState.Complete,
        Rows = 100,
        Expected = 100,
    };

    [Fact]
    public void The_ranges_of_a_model_are_summed_up()
    {
        var run = Run(First, Second, Other);
        Assert.Equal(["pid.Pid", "pid.Target"], run.Models.Select(m => m.Model));
        var model = run.Models[0];
        Assert.Equal(
            (190, 400, 50.0, "Resumable", null),
            (model.Rows, model.SourceRows, model.Percent, model.Status, model.LastKey)
        );
        Assert.Equal(60.0, run.Percent);
    }

    [Fact]
    public void A_model_is_failed_when_its_first_part_failed() =>
        Assert.Equal(
            ("Failed", "why"),
            Run(First with { State = LedgerState.Failed, Reason = "why" }, Second)
                .Models.Select(m => (m.Status, m.Reason))
                .Single()
        );

    [Fact]
    public void A_model_of_one_range_reports_its_last_key() =>
        Assert.Equal("[\"70\"]", Run(First).Models.Single().LastKey);

    private static PidMigrationRun Run(params LedgerEntry[] entries) =>
        PidMigrationRun.FromLedger(
            new LedgerRun
            {
                Run = "r",
                Settings = new RunSettings { Source = "s" },
                Entries = entries,
            },
            "t",
            false
        );
}
