using PidMigration.Conversion;
using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Losses;

/// <summary>
/// What can be lost is stated once, by a rule; but a server answers in SQL, and the row check is code of ours. Both
/// must call the same values lost: what only one of them knows is found after the target's old rows are gone, or
/// refused without a reason.
/// </summary>
public abstract class LossContract<TServer>(LossRun<TServer> run) : IClassFixture<LossRun<TServer>>
    where TServer : TestServer, new()
{
#pragma warning disable CA1000 // xunit wants the data static, and each source has its own class.
    public static IEnumerable<TheoryDataRow<string>> Rules =>
        LossRules.All.Select(r => new TheoryDataRow<string>(r.GetType().Name));
#pragma warning restore CA1000

    /// <summary>The rules that no column of the source has values for.</summary>
    protected abstract IReadOnlyList<string> Absent { get; }

    [Theory, MemberData(nameof(Rules))]
    public void The_source_and_the_row_check_agree(string rule)
    {
        var outcome = run[rule];
        Assert.Equal(Absent.Contains(rule), outcome.Pairs == 0);
        Assert.True(
            outcome.Differences.Count == 0,
            $"Seed {run.Seed}:\n{string.Join('\n', outcome.Differences.Distinct().Take(30))}"
        );
        if (outcome.Pairs == 0)
            return;
        if (outcome.NotAsked == outcome.Pairs)
        {
            Assert.NotNull(LossRules.All.Single(r => r.GetType().Name == rule).WhyNotAsked);
            return;
        }

        Assert.True(outcome.Lost > 0, "No value was lost, so that nothing is proved.");
        Assert.True(outcome.Fits > 0, "Every value was lost, so that nothing is proved.");
    }
}
