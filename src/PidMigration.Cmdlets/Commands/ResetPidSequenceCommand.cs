using System.Globalization;
using System.Management.Automation;
using PidMigration.Cmdlets.Base;
using PidMigration.Sequences;

namespace PidMigration.Cmdlets.Commands;

/// <summary>
/// Raises the target's counters to at least what the source has issued and the target holds. It never lowers a counter.
/// </summary>
[Cmdlet(VerbsCommon.Reset, "PidSequence", SupportsShouldProcess = true)]
[OutputType(typeof(PidSequence))]
public sealed class ResetPidSequenceCommand : ModelCmdlet
{
    /// <inheritdoc/>
    private protected override bool Writes => true;

    /// <inheritdoc/>
    private protected override void OnModels(IReadOnlyList<string> names)
    {
        var run = Wait((session, stop) => session.PrepareSequencesAsync(names, stop));
        try
        {
            foreach (var warning in run.Remarks)
                WriteWarning(warning);
            foreach (var plan in run.Plans)
            {
                if (plan.Remark is not null)
                    WriteWarning(plan.Remark);
                if (plan.Obstacle is not null)
                {
                    WriteError(plan.Obstacle);
                    continue;
                }

                var action = string.Create(CultureInfo.InvariantCulture, $"Raise to at least {plan.Wanted ?? 0}");
                if (!Prompt(() => ShouldProcess(plan.Name, action)))
                    continue;
                try
                {
                    WriteObject(Wait(stop => run.RaiseAsync(plan, stop)));
                }
                catch (Failures.MigrationException e)
                {
                    WriteError(e);
                }
            }
        }
        finally
        {
            DisposeAndWait(run);
        }
    }
}
