using PidMigration.Planning;

namespace PidMigration.Copying;

/// <summary>
/// Which model comes next: each may begin when the rows of the models before it that it refers to are all there, so
/// that a parent's failure is known; models that don't refer to each other may run side by side.
/// </summary>
internal sealed class CopySchedule(IReadOnlyList<ModelPlan> plans)
{
    private readonly List<ModelPlan> _waiting = [.. plans];
    private readonly HashSet<ModelPlan> _loaded = [];

    /// <summary>Whether all models were taken.</summary>
    public bool IsEmpty => _waiting.Count == 0;

    /// <summary>
    /// The next model that may begin, the largest first where several may; null when all have to wait.
    /// </summary>
    public ModelPlan? Next()
    {
        var ready = _waiting.Where(IsReady).ToList();
        var next = ready.MaxBy(p => p.SourceRows);
        if (next is not null)
            _waiting.Remove(next);
        return next;
    }

    /// <summary>A model's rows are all there, or won't come.</summary>
    public void Finish(ModelPlan plan) => _loaded.Add(plan);

    /// <summary>
    /// The models of a run that a model refers to and that come before it; in a cycle, some come after it.
    /// </summary>
    public static IEnumerable<ModelPlan> Parents(ModelPlan plan, IReadOnlyList<ModelPlan> plans) =>
        plans
            .TakeWhile(p => p != plan)
            .Where(p => plan.Model.ForeignKeys.Any(k => k.References == p.Model.Definition.Name));

    private bool IsReady(ModelPlan plan) => Parents(plan, plans).All(_loaded.Contains);
}
