using System.Globalization;
using PidMigration.Copying;
using PidMigration.Failures;
using PidMigration.Planning;

namespace PidMigration.Cmdlets.Running;

/// <summary>Asks, before anything is changed, what is to become of each model.</summary>
internal sealed class CopyConfirmations(MigrationCmdlet cmdlet, CopyRun run, bool clear, bool force)
{
    private readonly DeleteConfirmation _question = new(cmdlet.Host);

    /// <summary>Puts every answer into the run; false when nothing is to be done (-WhatIf).</summary>
    public bool Decide()
    {
        var wanted = 0;
        foreach (var plan in run.Plans)
        {
            // Nobody is asked about rows that stay anyway. (With -WhatIf every model counts as skipped.)
            if (!cmdlet.IsWhatIf() && run.FindObstacle(plan) is { } obstacle)
            {
                run.Decide(plan, CopyDecision.Skip, obstacle);
                continue;
            }

            if (
                !cmdlet.Ask(() =>
                    cmdlet.ShouldProcess(
                        $"{plan.Model.Name} → {plan.Target.FullName} in {run.TargetName}",
                        Action(plan)
                    )
                )
            )
            {
                run.Decide(plan, CopyDecision.Skip, "You said no to copying it.");
                continue;
            }

            wanted++;
            // What a resumed run deletes is its own: the table was empty before, or was allowed to be cleared.
            if (run.IsResumed || plan.TargetRows == 0 || plan.SkipExisting)
                continue;
            if (MayClear(plan))
                run.Decide(plan, CopyDecision.ClearAndCopy);
            else
                run.Decide(
                    plan,
                    CopyDecision.Skip,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"You said no to deleting the {plan.TargetRows:N0} rows that the target holds."
                    )
                );
        }

        return wanted > 0;
    }

    public static string Describe(ModelPlan plan, CopyOptions options) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{plan.Model.Name}: {plan.SourceRows:N0} rows of {plan.Model.Definition.FullName} into {plan.Target.FullName}, {plan.Columns.Count} columns"
        )
        + (plan.KeyFields.Count > 0 ? $", by {string.Join(", ", plan.Model.PrimaryKey)}" : ", without a key")
        + string.Create(
            CultureInfo.InvariantCulture,
            $", batches of at most {options.Limit.Rows:N0} rows or {options.Limit.Bytes / 1048576.0:0.#} MB"
        )
        + (plan.Where is null ? "" : $", where {plan.Where}")
        + string.Concat(
            plan.Columns.Where(c => c.Source.Kind != c.Target.Kind)
                .Select(c => $"; {c.Source.Name}: {c.Source.NativeType} → {c.Target.NativeType}")
        );

    private string Action(ModelPlan plan) =>
        run.IsResumed
            ? (
                run.MustRestart(plan)
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"Delete the {plan.TargetRows:N0} rows that the run had copied, copy {plan.SourceRows:N0}"
                    )
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"Copy the remaining {plan.SourceRows:N0} rows behind {plan.TargetRows:N0}"
                    )
            )
        : plan.TargetRows > 0 && !plan.SkipExisting
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"Delete {plan.TargetRows:N0} rows, copy {plan.SourceRows:N0}"
            )
        : string.Create(
            CultureInfo.InvariantCulture,
            $"Copy {plan.SourceRows:N0} rows{(plan.SkipExisting ? ", less those whose keys are there" : "")}"
        );

    private bool MayClear(ModelPlan plan)
    {
        if (clear && (force || cmdlet.SaysYes()))
            return true;
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"Delete {plan.TargetRows:N0} {plan.Model.Name} rows from {plan.Target.FullName} in {run.TargetName} and copy {plan.SourceRows:N0}?"
        );
        return cmdlet.Ask(() => _question.Ask("Copy-PidModel", text))
            ?? throw Errors.TargetHoldsRows(plan.Model.Name, plan.TargetRows, run.TargetName);
    }
}
