using PidMigration.Comparing;
using PidMigration.Core.Tests.Comparing;
using PidMigration.Syncing;

namespace PidMigration.Core.Tests.Syncing;

public sealed class SyncPlanTests
{
    [Fact]
    public void Keeps_the_keys_of_what_is_to_be_written()
    {
        var (plan, changes) = Plan("id");
        changes.Missing(TestRows.Batch("17|a", "18|b"), 1);
        changes.Extra(TestRows.Batch("19|a"), 0);
        changes.Changed(TestRows.Batch("20|a"), 0, TestRows.Batch("20|b"), 0);
        Assert.Equal((1, 1, 1, false), (plan.Inserts, plan.Updates, plan.Deletes, plan.IsEmpty));
        Assert.Equal(("18", "20", "19"), (plan.InsertedKeys, plan.UpdatedKeys, plan.DeletedKeys));
    }

    [Fact]
    public void Names_the_first_keys_only()
    {
        var (plan, changes) = Plan("id");
        for (var i = 1; i <= 22; i++)
            changes.Extra(TestRows.Batch($"{i}|a"), 0);
        Assert.EndsWith("19, 20 and 2 more", plan.DeletedKeys, StringComparison.Ordinal);
    }

    [Fact]
    public void Written_rows_are_picked_by_their_keys()
    {
        var (plan, changes) = Plan("id");
        changes.Missing(TestRows.Batch("17|a"), 0);
        changes.Missing(TestRows.Batch("18|a"), 0);
        changes.Changed(TestRows.Batch("20|a"), 0, TestRows.Batch("20|b"), 0);
        changes.Extra(TestRows.Batch("21|a"), 0);
        Assert.Equal(["\"id\" IN (17, 18)", "\"id\" IN (20)"], plan.WrittenConditions());
    }

    [Fact]
    public void Without_a_key_written_rows_are_all_rows()
    {
        var (plan, changes) = Plan();
        Assert.Empty(plan.WrittenConditions());
        changes.Extra(TestRows.Batch("21|a"), 0);
        Assert.Empty(plan.WrittenConditions());
        changes.Missing(TestRows.Batch("17|a"), 0);
        Assert.Equal([null], plan.WrittenConditions());
        Assert.Equal("17/'a'", plan.InsertedKeys);
    }

    private static (SyncPlan Plan, RowChanges Changes) Plan(params string[] key)
    {
        var plan = ComparePlans.Compare([ComparePlans.Id, ComparePlans.Name], key);
        var changes = new RowChanges(plan);
        var comparison = new PidComparison
        {
            Model = "t",
            Table = "t",
            Status = CompareStatus.Different,
        };
        return (new SyncPlan(plan, changes, comparison), changes);
    }
}
