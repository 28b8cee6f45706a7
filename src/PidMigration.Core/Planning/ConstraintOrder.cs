using PidMigration.Databases;
using PidMigration.Failures;

namespace PidMigration.Planning;

/// <summary>What the target's constraints ask of the order in which rows are committed, where they stay on.</summary>
internal static class ConstraintOrder
{
    /// <summary>
    /// Where constraints stay on, a row may not be committed before the row that it refers to; true when that takes one
    /// transaction for all rows of the model.
    /// </summary>
    /// <exception cref="MigrationException">PID1304: no order of the models would do.</exception>
    public static bool NeedsSingleTransaction(
        Target writer,
        ModelPlan plan,
        IReadOnlyList<ModelPlan> plans,
        string target
    )
    {
        if (writer.ConstraintsAreOff)
            return false;
        var later = plans.SkipWhile(p => p != plan).Select(p => p.Target.Name).ToHashSet();
        var early = plan.Target.ForeignKeys.Where(k => later.Contains(k.References)).ToList();
        if (early.Find(k => k.References != plan.Target.Name || !k.Deferrable) is { } key)
            throw RightsErrors.NeedsConstraintsOff(plan.Model.Name, key.ToString(), target);
        return early.Count > 0;
    }
}
