using PidMigration.Copying;
using PidMigration.Planning;

namespace PidMigration.Core.Tests.Copying;

public sealed class CopyDecisionsTests
{
    private readonly ModelPlan _grandparent = TestPlans.Of("grandparent");
    private readonly ModelPlan _parent = TestPlans.Of("parent", 1, "grandparent");
    private readonly ModelPlan _child = TestPlans.Of("child", 1, "parent");
    private readonly ModelPlan _other = TestPlans.Of("other");
    private readonly CopyOutcomes _outcomes;

    public CopyDecisionsTests() => _outcomes = new CopyOutcomes(Plans);

    private IReadOnlyList<ModelPlan> Plans => [_grandparent, _parent, _child, _other];

    [Fact]
    public void Without_a_decision_a_model_is_copied() => Assert.Equal(CopyDecision.Copy, Decisions().Get(_other));

    [Fact]
    public void A_model_that_has_to_begin_anew_is_cleared() =>
        Assert.Equal(CopyDecision.ClearAndCopy, Decisions(mustRestart: p => p == _other).Get(_other));

    [Fact]
    public void A_decision_counts_more_than_that()
    {
        var decisions = Decisions(mustRestart: _ => true);
        decisions.Decide(_other, CopyDecision.Skip, null);
        Assert.Equal(CopyDecision.Skip, decisions.Get(_other));
    }

    [Fact]
    public void A_skipped_model_takes_with_it_all_that_refer_to_it_and_no_other()
    {
        var decisions = Decisions();
        decisions.Decide(_grandparent, CopyDecision.Skip, "kept");
        decisions.SkipObstructed();
        Assert.Equal([_grandparent, _parent, _child], Plans.Where(p => decisions.Get(p) == CopyDecision.Skip));
        Assert.Equal("kept", decisions.FindSkipReason(_grandparent, _outcomes));
        Assert.Contains("grandparent", decisions.FindSkipReason(_parent, _outcomes), StringComparison.Ordinal);
        Assert.Contains("parent", decisions.FindSkipReason(_child, _outcomes), StringComparison.Ordinal);
        Assert.Null(decisions.FindSkipReason(_other, _outcomes));
    }

    [Fact]
    public void Without_parents_the_others_are_copied_all_the_same()
    {
        var decisions = Decisions(withoutParents: true);
        decisions.Decide(_grandparent, CopyDecision.Skip, null);
        decisions.SkipObstructed();
        _outcomes.MarkFailed(_parent);
        Assert.Equal([_grandparent], Plans.Where(p => decisions.FindSkipReason(p, _outcomes) is not null));
    }

    [Fact]
    public void A_skip_without_a_reason_has_one_all_the_same()
    {
        var decisions = Decisions();
        decisions.Decide(_other, CopyDecision.Skip, null);
        Assert.Equal("The target's rows are kept.", decisions.FindSkipReason(_other, _outcomes));
    }

    [Fact]
    public void A_parent_that_failed_is_a_reason_to_skip()
    {
        _outcomes.MarkFailed(_parent);
        Assert.Contains("failed", Decisions().FindSkipReason(_child, _outcomes), StringComparison.Ordinal);
        Assert.Null(Decisions().FindSkipReason(_grandparent, _outcomes));
    }

    private CopyDecisions Decisions(bool withoutParents = false, Predicate<ModelPlan>? mustRestart = null) =>
        new(Plans, withoutParents, mustRestart ?? (_ => false));
}
