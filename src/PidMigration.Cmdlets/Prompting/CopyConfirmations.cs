using System.Globalization;
using PidMigration.Cmdlets.Base;
using PidMigration.Copying;
using PidMigration.Failures;
using PidMigration.Planning;

namespace PidMigration.Cmdlets.Prompting;

/// <summary>Asks, before anything is changed, what to do with each model.</summary>
internal sealed class CopyConfirmations(MigrationCmdlet cmdlet, CopyRun run, bool clear, bool force)
{
    private readonly DeleteConfirmation _confirmation = new(cmdlet.Host);

    /// <summary>Enters every answer into the run; false when nothing is to be done (-WhatIf).</summary>
    public bool Decide()
    {
        var wanted = 0;
        foreach (var plan in run.Plans)
        {
            // No prompt about rows that are kept in any case. (With -WhatIf every model counts as skipped.)
            if (!cmdlet.IsWhatIf() && run.FindObstacle(plan) is { } obstacle)
            {
                run.Decide(plan, CopyDecision.Skip, obstacle);
                continue;
            }

            if (!ConfirmCopy(plan))
            {
                run.Decide(plan, CopyDecision.Skip, "Declined at the prompt.");
                continue;
            }

            wanted++;
            // The rows that a resumed run deletes are its own: the table was empty at first, or clearing it was
            // confirmed.
            if (run.IsResumed || plan.TargetRows == 0 || plan.SkipExisting)
                continue;
            if (ConfirmClearing(plan))
                run.Decide(plan, CopyDecision.ClearAndCopy);
            else
                run.Decide(
                    plan,
                    CopyDecision.Skip,
                    $"Declined at the prompt; the target's {Number(plan.TargetRows)} rows are kept."
                );
        }

        return wanted > 0;
    }

    private bool ConfirmCopy(ModelPlan plan)
    {
        var target = $"{plan.Model.Name} → {plan.Target.FullName} in {run.TargetName}";
        return cmdlet.Prompt(() => cmdlet.ShouldProcess(target, Action(plan)));
    }

    private string Action(ModelPlan plan)
    {
        var (source, target) = (Number(plan.SourceRows), Number(plan.TargetRows));
        if (run.IsResumed)
            return run.MustRestart(plan)
                ? $"Delete the {target} rows that the run had copied, copy {source}"
                : $"Copy the remaining {source} rows after {target}";
        if (plan.SkipExisting)
            return $"Copy {source} rows, less those whose keys are there";
        return plan.TargetRows > 0 ? $"Delete {target} rows, copy {source}" : $"Copy {source} rows";
    }

    private bool ConfirmClearing(ModelPlan plan)
    {
        if (clear && (force || cmdlet.SkipsConfirmation()))
            return true;
        var question =
            $"Delete {Number(plan.TargetRows)} {plan.Model.Name} rows from {plan.Target.FullName} in {run.TargetName} "
            + $"and copy {Number(plan.SourceRows)}?";
        return cmdlet.Prompt(() => _confirmation.Show("Copy-PidModel", question))
            ?? throw Errors.TargetHoldsRows(plan.Model.Name, plan.TargetRows, run.TargetName);
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
