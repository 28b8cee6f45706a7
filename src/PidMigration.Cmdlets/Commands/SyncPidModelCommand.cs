using System.Globalization;
using System.Management.Automation;
using PidMigration.Cmdlets.Running;
using PidMigration.Comparing;
using PidMigration.Syncing;

namespace PidMigration.Cmdlets.Commands;

/// <summary>Compares models, and writes just what differs into the target. Rows that only the target has are deleted after a question.</summary>
[Cmdlet(VerbsData.Sync, "PidModel", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(PidSyncResult))]
public sealed class SyncPidModelCommand : CompareCmdlet
{
    /// <inheritdoc/>
    private protected override bool Writes => true;

    /// <inheritdoc/>
    private protected override void OnModels(IReadOnlyList<string> names)
    {
        if (Since is not null)
            WriteWarning(
                "-Since looks only at rows that were changed since: rows that were deleted in the source are not seen this way. Compare-PidModel without -Since finds them."
            );
        var run = Wait((session, stop) => session.PrepareSyncAsync(names, Options, stop));
        try
        {
            using (var progress = new CompareProgress(run.Models, run.RowEstimate, WriteProgress))
                Pump(run.CompareAsync(StopToken), e => Compared(e, progress));
            // All questions come before the first row is written.
            foreach (var plan in run.Plans.Where(p => !p.IsEmpty))
                Decide(plan, run);
            if (!this.IsWhatIf())
                Pump(run.RunAsync(StopToken), Written);
        }
        finally
        {
            DisposeAndWait(run);
        }
    }

    private void Compared(CompareEvent what, CompareProgress progress)
    {
        progress.Take(what);
        if (what is CompareEvent.Ended { Error: { } error })
            WriteError(error);
    }

    private void Written(SyncEvent what)
    {
        if (what is SyncEvent.Advanced advanced)
            WriteVerbose(
                string.Create(CultureInfo.InvariantCulture, $"{advanced.Model}: {advanced.Rows:N0} rows written.")
            );
        if (what is SyncEvent.Warned warned)
            WriteWarning(warned.Message);
        if (what is not SyncEvent.Ended ended)
            return;
        WriteObject(ended.Result);
        if (ended.Error is not null)
            WriteError(ended.Error);
    }

    private void Decide(SyncPlan plan, SyncRun run)
    {
        if (plan.Inserts + plan.Updates > 0)
        {
            var parts = new List<string>();
            if (plan.Inserts > 0)
                parts.Add(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"insert {plan.Inserts:N0} {(plan.Inserts == 1 ? "row" : "rows")} ({plan.InsertedKeys})"
                    )
                );
            if (plan.Updates > 0)
                parts.Add(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"update {plan.Updates:N0} {(plan.Updates == 1 ? "row" : "rows")} ({plan.UpdatedKeys})"
                    )
                );
            var what = $"{plan.Model} in {run.TargetName}: {string.Join(", ", parts)}";
            // Bringing rows over is what the command was called for: it asks only when -Confirm says so.
            if (Asks && !Ask(() => ShouldProcess(what + ".", what + "?", "Sync-PidModel")) && !this.IsWhatIf())
            {
                run.Skip(plan);
                return;
            }
        }

        if (plan.Deletes > 0 && !MayDeleteExtra(plan, run))
            run.KeepExtra(plan);
    }

    private bool Asks =>
        this.IsWhatIf()
        || (
            MyInvocation.BoundParameters.TryGetValue("Confirm", out var confirm)
            && confirm is SwitchParameter { IsPresent: true }
        );

    private bool MayDeleteExtra(SyncPlan plan, SyncRun run) =>
        MayDelete(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Delete {plan.Deletes:N0} {plan.Model} {(plan.Deletes == 1 ? "row" : "rows")} that only {run.TargetName} has ({plan.DeletedKeys})"
            )
        );
}
