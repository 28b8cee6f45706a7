using PidMigration.Copying;
using PidMigration.Planning;

namespace PidMigration.Core.Tests.Copying;

public sealed class CopyScheduleTests
{
    [Fact]
    public void A_model_waits_for_those_that_it_refers_to()
    {
        var (parent, child) = (TestPlans.Of("parent", 1), TestPlans.Of("child", 100, "parent"));
        var schedule = new CopySchedule([parent, child]);
        Assert.Same(parent, schedule.Next());
        Assert.Null(schedule.Next());
        schedule.Finish(parent);
        Assert.Same(child, schedule.Next());
    }

    [Fact]
    public void It_waits_for_all_of_them()
    {
        var (a, b, child) = (TestPlans.Of("a", 2), TestPlans.Of("b", 1), TestPlans.Of("child", 100, "a", "b"));
        var schedule = new CopySchedule([a, b, child]);
        Assert.Equal([a, b], Take(schedule));
        schedule.Finish(b);
        Assert.Null(schedule.Next());
        schedule.Finish(a);
        Assert.Equal([child], Take(schedule));
    }

    [Fact]
    public void Of_several_that_may_begin_the_largest_comes_first() =>
        Assert.Equal(
            ["large", "middle", "small"],
            Take(new CopySchedule([TestPlans.Of("small", 1), TestPlans.Of("large", 100), TestPlans.Of("middle", 10)]))
                .Select(p => p.Model.Name)
        );

    [Fact]
    public void A_larger_one_that_became_free_overtakes_smaller_ones()
    {
        var parent = TestPlans.Of("parent", 50);
        var schedule = new CopySchedule([parent, TestPlans.Of("small", 1), TestPlans.Of("child", 100, "parent")]);
        Assert.Same(parent, schedule.Next());
        schedule.Finish(parent);
        Assert.Equal(["child", "small"], Take(schedule).Select(p => p.Model.Name));
    }

    [Fact]
    public void In_a_cycle_each_waits_only_for_those_that_come_before_it()
    {
        var (a, b, c) = (TestPlans.Of("a", 1, "c"), TestPlans.Of("b", 1, "a"), TestPlans.Of("c", 1, "b"));
        var schedule = new CopySchedule([a, b, c]);
        foreach (var plan in (ModelPlan[])[a, b, c])
        {
            Assert.Equal([plan], Take(schedule));
            schedule.Finish(plan);
        }

        Assert.True(schedule.IsEmpty, "A model never had its turn.");
    }

    [Fact]
    public void A_model_does_not_wait_for_itself() =>
        Assert.Single(Take(new CopySchedule([TestPlans.Of("tree", 1, "tree")])));

    [Fact]
    public void A_table_that_is_not_copied_is_not_waited_for() =>
        Assert.Single(Take(new CopySchedule([TestPlans.Of("child", 1, "elsewhere")])));

    [Fact]
    public void It_is_empty_when_all_have_been_taken_and_not_before()
    {
        var schedule = new CopySchedule([TestPlans.Of("a"), TestPlans.Of("b")]);
        schedule.Next();
        Assert.False(schedule.IsEmpty, "One has not had its turn.");
        schedule.Next();
        Assert.True(schedule.IsEmpty, "Both have had their turn.");
    }

    [Fact]
    public void The_parents_of_a_model_are_those_of_the_run_that_come_before_it()
    {
        var (a, b, child, later) = (
            TestPlans.Of("a"),
            TestPlans.Of("b"),
            TestPlans.Of("child", 1, "later", "b", "x"),
            TestPlans.Of("later")
        );
        Assert.Equal([b], CopySchedule.Parents(child, [a, b, child, later]));
    }

    /// <summary>All that may begin now, in the order in which they are given.</summary>
    private static List<ModelPlan> Take(CopySchedule schedule)
    {
        var taken = new List<ModelPlan>();
        while (schedule.Next() is { } plan)
            taken.Add(plan);
        return taken;
    }
}
