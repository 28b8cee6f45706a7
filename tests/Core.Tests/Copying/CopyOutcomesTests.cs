using PidMigration.Catalog;
using PidMigration.Copying;
using PidMigration.Planning;

namespace PidMigration.Core.Tests.Copying;

public sealed class CopyOutcomesTests
{
    private readonly ModelPlan _parent = TestPlans.Of("parent");
    private readonly ModelPlan _child = TestPlans.Of("child", 1, "parent");
    private readonly ModelPlan _other = TestPlans.Of("other");
    private readonly CopyOutcomes _outcomes;

    public CopyOutcomesTests() => _outcomes = new CopyOutcomes([_parent, _child, _other]);

    [Fact]
    public void A_loaded_table_is_no_longer_pending_and_the_others_still_are() =>
        Assert.Equal(["child", "other"], Names(_outcomes.MarkLoaded(_parent)));

    [Fact]
    public void The_pending_tables_are_those_of_that_moment()
    {
        var before = _outcomes.MarkLoaded(_parent);
        _outcomes.MarkLoaded(_child);
        Assert.Equal(["child", "other"], Names(before));
    }

    [Fact]
    public void Loading_a_model_again_changes_nothing()
    {
        _outcomes.MarkLoaded(_parent);
        Assert.Equal(["child", "other"], Names(_outcomes.MarkLoaded(_parent)));
    }

    [Fact]
    public void Neither_a_skipped_nor_a_failed_model_is_pending()
    {
        _outcomes.MarkSkipped(_child);
        _outcomes.MarkFailed(_other);
        Assert.Empty(_outcomes.MarkLoaded(_parent));
    }

    [Fact]
    public void A_model_whose_parents_are_all_copied_misses_none()
    {
        _outcomes.MarkLoaded(_parent);
        _outcomes.MarkFailed(_other);
        Assert.Null(_outcomes.FindMissingParent(_child));
    }

    [Fact]
    public void A_failed_parent_is_missing()
    {
        _outcomes.MarkFailed(_parent);
        Assert.Equal((_parent, "failed"), _outcomes.FindMissingParent(_child));
        Assert.Null(_outcomes.FindMissingParent(_other));
    }

    [Fact]
    public void A_skipped_parent_is_missing()
    {
        _outcomes.MarkSkipped(_parent);
        Assert.Equal((_parent, "was skipped"), _outcomes.FindMissingParent(_child));
    }

    [Fact]
    public void Finished_models_are_counted()
    {
        _outcomes.MarkFinished();
        _outcomes.MarkFinished();
        _outcomes.MarkUnfinished();
        Assert.Equal(1, _outcomes.Finished);
    }

    [Fact]
    public async Task Jobs_that_end_at_a_time_are_all_counted_and_the_last_one_sees_no_pending_table()
    {
        var plans = Enumerable.Range(0, 200).Select(i => TestPlans.Of($"m{i}")).ToList();
        var outcomes = new CopyOutcomes(plans);
        var seen = await Task.WhenAll(
            plans.Select(p =>
                Task.Run(() =>
                {
                    outcomes.MarkFinished();
                    return outcomes.MarkLoaded(p).Count;
                })
            )
        );
        Assert.Equal(plans.Count, outcomes.Finished);
        // Each one sees another number, as each takes one table away.
        Assert.Equal(Enumerable.Range(0, plans.Count), seen.Order());
    }

    private static IEnumerable<string> Names(IEnumerable<TableName> tables) => tables.Select(t => t.Name).Order();
}
