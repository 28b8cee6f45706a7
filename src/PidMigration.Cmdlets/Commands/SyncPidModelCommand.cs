using System.Globalization;
using System.Management.Automation;
using PidMigration.Cmdlets.Base;
using PidMigration.Cmdlets.Progress;
using PidMigration.Cmdlets.Prompting;
using PidMigration.Comparing;
using PidMigration.Syncing;

namespace PidMigration.Cmdlets.Commands;

/// <summary>
/// Compares models, and writes only what differs into the target. Rows that only the target has are deleted after a
/// prompt.
/// </summary>
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
                "-Since reads only rows that have changed, so rows deleted in the source are not found. "
                    + "Compare-PidModel without -Since finds them."
            );
        var run = Wait((session, stop) => session.PrepareSyncAsync(names, Options, stop));
        try
        {
            using (var progress = new CompareProgress(run.Models, run.RowEstimate, WriteProgress))
                Pump(run.CompareAsync(StopToken), e => OnCompared(e, progress));
            // All prompts come before the first row is written.
            foreach (var plan in run.Plans.Where(p => !p.IsEmpty))
                Decide(plan, run);
            if (!this.IsWhatIf())
                Pump(run.RunAsync(StopToken), OnWritten);
        }
        finally
        {
            DisposeAndWait(run);
        }
    }

    private void OnCompared(CompareEvent compareEvent, CompareProgress progress)
    {
        progress.Handle(compareEvent);
        if (compareEvent is CompareEvent.Ended { Error: { } error })
            WriteError(error);
    }

    private void OnWritten(SyncEvent syncEvent)
    {
        if (syncEvent is SyncEvent.Advanced advanced)
            WriteVerbose(
                string.Create(CultureInfo.InvariantCulture, $"{advanced.Model}: {advanced.Rows:N0} rows written.")
            );
        if (syncEvent is SyncEvent.Warned warned)
            WriteWarning(warned.Message);
        if (syncEvent is not SyncEvent.Ended ended)
            return;
        WriteObject(ended.Result);
        if (ended.Error is not null)
            WriteError(ended.Error);
    }

    private void Decide(SyncPlan plan, SyncRun run)
    {
        if (plan.Inserts + plan.Updates > 0 && !ConfirmWriting(plan, run))
            run.Skip(plan);
        else if (plan.Deletes > 0 && !ConfirmDelete(DeleteAction(plan, run)))
            run.KeepExtra(plan);
    }

    /// <summary>Asks only with -Confirm: writing rows is what the command was called for.</summary>
    private bool ConfirmWriting(SyncPlan plan, SyncRun run)
    {
        var confirms =
            MyInvocation.BoundParameters.TryGetValue("Confirm", out var given)
            && given is SwitchParameter { IsPresent: true };
        if (!confirms && !this.IsWhatIf())
            return true;
        var parts = new List<string>();
        if (plan.Inserts > 0)
            parts.Add($"insert {Rows(plan.Inserts)} ({plan.InsertedKeys})");
        if (plan.Updates > 0)
            parts.Add($"update {Rows(plan.Updates)} ({plan.UpdatedKeys})");
        var action = $"{plan.Model} in {run.TargetName}: {string.Join(", ", parts)}";
        // With -WhatIf, ShouldProcess says no; the question about the deletes is still to be shown.
        return Prompt(() => ShouldProcess(action + ".", action + "?", "Sync-PidModel")) || this.IsWhatIf();
    }

    private static string DeleteAction(SyncPlan plan, SyncRun run) =>
        string.Create(CultureInfo.InvariantCulture, $"Delete {plan.Deletes:N0} {plan.Model} ")
        + $"{(plan.Deletes == 1 ? "row" : "rows")} that only {run.TargetName} has ({plan.DeletedKeys})";

    private static string Rows(long count) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? "row" : "rows")}");
}
