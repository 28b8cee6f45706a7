using PidMigration.Catalog;
using PidMigration.Planning;

namespace PidMigration.Copying;

/// <summary>
/// What has become of a run's models so far. Jobs that end side by side write it: every field is under
/// <see cref="_gate"/>.
/// </summary>
internal sealed class CopyOutcomes(IReadOnlyList<ModelPlan> plans)
{
    private readonly Lock _gate = new();

    /// <summary>The tables into which rows may still be written.</summary>
    private readonly HashSet<TableName> _pendingTables = [.. plans.Select(p => p.Target.Name)];

    /// <summary>The models that were skipped or failed, and which of the two, as messages say it.</summary>
    private readonly Dictionary<string, string> _notCopied = [];
    private int _finished;

    /// <summary>How many models have nothing left to do.</summary>
    public int Finished
    {
        get
        {
            lock (_gate)
                return _finished;
        }
    }

    /// <summary>No more rows of this model will be written. Returns the tables that are still pending.</summary>
    public IReadOnlySet<TableName> MarkLoaded(ModelPlan plan)
    {
        lock (_gate)
        {
            _pendingTables.Remove(plan.Target.Name);
            return new HashSet<TableName>(_pendingTables);
        }
    }

    public void MarkSkipped(ModelPlan plan) => MarkNotCopied(plan, "was skipped");

    public void MarkFailed(ModelPlan plan) => MarkNotCopied(plan, "failed");

    public void MarkFinished()
    {
        lock (_gate)
            _finished++;
    }

    /// <summary>A model that was finished has something left after all.</summary>
    public void MarkUnfinished()
    {
        lock (_gate)
            _finished--;
    }

    /// <summary>
    /// The first model that <paramref name="plan"/> refers to and that isn't copied, and what became of it; null where
    /// there is none.
    /// </summary>
    public (ModelPlan Parent, string Outcome)? FindMissingParent(ModelPlan plan)
    {
        lock (_gate)
        {
            foreach (var parent in CopySchedule.Parents(plan, plans))
                if (_notCopied.TryGetValue(parent.Model.Name, out var outcome))
                    return (parent, outcome);
            return null;
        }
    }

    private void MarkNotCopied(ModelPlan plan, string outcome)
    {
        lock (_gate)
        {
            _notCopied[plan.Model.Name] = outcome;
            _pendingTables.Remove(plan.Target.Name);
        }
    }
}
