using PidMigration.Failures;
using PidMigration.Planning;

namespace PidMigration.Copying;

/// <summary>
/// What is done with each model of a run. The caller of <see cref="CopyRun"/> decides before the run begins; afterwards
/// it is only read.
/// </summary>
internal sealed class CopyDecisions(
    IReadOnlyList<ModelPlan> plans,
    bool withoutParents,
    Predicate<ModelPlan> mustRestart
)
{
    private readonly Dictionary<string, (CopyDecision Decision, string? Reason)> _decisions = [];

    public void Decide(ModelPlan plan, CopyDecision decision, string? reason) =>
        _decisions[plan.Model.Name] = (decision, reason);

    /// <summary>
    /// The decision; a model without one is copied, and cleared before that where a resume has to start it over.
    /// </summary>
    public CopyDecision Get(ModelPlan plan) =>
        _decisions.TryGetValue(plan.Model.Name, out var decision) ? decision.Decision
        : mustRestart(plan) ? CopyDecision.ClearAndCopy
        : CopyDecision.Copy;

    /// <summary>Why a model can't be copied: a model that it refers to is skipped. Null where it can.</summary>
    public string? FindObstacle(ModelPlan plan)
    {
        if (withoutParents)
            return null;
        var parent = CopySchedule.Parents(plan, plans).FirstOrDefault(p => Get(p) == CopyDecision.Skip);
        return parent is null
            ? null
            : Errors.ParentNotCopied(plan.Model.Name, parent.Model.Name, "was skipped").Message;
    }

    /// <summary>Skips the models that can't be copied. What isn't copied isn't cleared either.</summary>
    public void SkipObstructed()
    {
        foreach (var plan in plans)
            if (Get(plan) != CopyDecision.Skip && FindObstacle(plan) is { } obstacle)
                Decide(plan, CopyDecision.Skip, obstacle);
    }

    /// <summary>
    /// Why a model isn't copied, by what was decided and by what became of those that it refers to; null where it is.
    /// </summary>
    public string? FindSkipReason(ModelPlan plan, CopyOutcomes outcomes)
    {
        if (Get(plan) == CopyDecision.Skip)
            return _decisions[plan.Model.Name].Reason ?? "The target's rows are kept.";
        if (withoutParents || outcomes.FindMissingParent(plan) is not var (parent, outcome))
            return null;
        return Errors.ParentNotCopied(plan.Model.Name, parent.Model.Name, outcome).Message;
    }
}
