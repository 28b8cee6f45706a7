using System.Globalization;
using System.Management.Automation;
using PidMigration.Cmdlets.Base;
using PidMigration.Cmdlets.Binding;
using PidMigration.Cmdlets.Prompting;
using PidMigration.Copying;
using PidMigration.Failures;
using PidMigration.Planning;

namespace PidMigration.Cmdlets.Commands;

/// <summary>Deletes the target's rows of models, children first, after a prompt.</summary>
[Cmdlet(VerbsCommon.Clear, "PidTarget", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(PidClearResult))]
public sealed class ClearPidTargetCommand : AllowanceCmdlet
{
    /// <summary>Deletes the rows of every model but the internal ones.</summary>
    [Parameter, SwitchValue]
    public SwitchParameter All { get; set; }

    /// <summary>Deletes without a prompt.</summary>
    [Parameter, SwitchValue]
    public SwitchParameter Force { get; set; }

    /// <summary>Deletes although rows of other models refer to these; the references are then dangling.</summary>
    [Parameter, SwitchValue]
    public SwitchParameter LeaveDangling { get; set; }

    /// <inheritdoc/>
    private protected override bool Writes => true;

    /// <inheritdoc/>
    private protected override void OnBegin()
    {
        base.OnBegin();
        if (All && NamesModels)
            throw ParameterErrors.AllAndSome();
        // A model parameter left out by mistake must not empty a database.
        if (!All && !NamesModels)
            throw ParameterErrors.NothingToClear();
    }

    /// <inheritdoc/>
    private protected override void OnModels(IReadOnlyList<string> names)
    {
        var run = Wait((session, stop) => session.PrepareClearAsync(names, stop));
        try
        {
            var filled = run.Plans.Where(p => p.Rows > 0).ToList();
            if (!LeaveDangling && filled.Find(p => p.Dependents.Count > 0) is { } blocked && !this.IsWhatIf())
                throw Errors.ClearBlocked(
                    blocked.Model.Name,
                    DependentRows.Describe(blocked.Dependents),
                    run.TargetName
                );
            var chosen = filled.Where(p => Confirm(p, run)).ToList();
            if (chosen.Count == 0)
                return;
            foreach (var result in Wait(stop => run.RunAsync(chosen, LeaveDangling, AllowedChanges, stop)))
                WriteObject(result);
        }
        finally
        {
            DisposeAndWait(run);
        }
    }

    private bool Confirm(ClearPlan plan, ClearRun run)
    {
        var action = string.Create(
            CultureInfo.InvariantCulture,
            $"Delete {plan.Rows:N0} {plan.Model.Name} rows from {plan.Table.FullName} in {run.TargetName}"
        );
        if (plan.Dependents.Count > 0)
            action += $" ({DependentRows.Describe(plan.Dependents)} refer to them)";
        // -Force replaces the answer, but doesn't override -WhatIf.
        return (Force && !this.IsWhatIf()) || ConfirmDelete(action);
    }
}
