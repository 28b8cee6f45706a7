using System.Management.Automation;
using PidMigration.Cmdlets.Base;
using PidMigration.Cmdlets.Binding;
using PidMigration.Cmdlets.Prompting;
using PidMigration.Failures;

namespace PidMigration.Cmdlets.Commands;

/// <summary>Removes the ledger with the records of all runs from the target.</summary>
[Cmdlet(VerbsCommon.Clear, "PidLedger", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class ClearPidLedgerCommand : MigrationCmdlet
{
    /// <summary>Removes it without a prompt.</summary>
    [Parameter, SwitchValue]
    public SwitchParameter Force { get; set; }

    /// <summary>Removes it although a run could still be resumed.</summary>
    [Parameter, SwitchValue]
    public SwitchParameter AbandonRun { get; set; }

    /// <inheritdoc/>
    private protected override bool Writes => true;

    /// <inheritdoc/>
    private protected override void OnEnd()
    {
        var removal = Wait((session, stop) => session.PrepareLedgerRemovalAsync(stop));
        try
        {
            if (!removal.Exists)
                return;
            if (removal.ResumableRun is { } open && !AbandonRun && !this.IsWhatIf())
                throw LedgerErrors.LedgerInUse(open);
            if ((Force && !this.IsWhatIf()) || ConfirmDelete(removal.Description))
                Wait(removal.RunAsync);
        }
        finally
        {
            DisposeAndWait(removal);
        }
    }
}
