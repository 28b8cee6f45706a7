using System.Management.Automation;
using PidMigration.Cmdlets.Base;
using PidMigration.Cmdlets.Sessions;

namespace PidMigration.Cmdlets.Commands;

/// <summary>Swaps source and target, for a migration back.</summary>
[Cmdlet(VerbsCommon.Switch, "PidMigration")]
[OutputType(typeof(PidConnection))]
public sealed class SwitchPidMigrationCommand : MigrationCmdlet
{
    /// <inheritdoc/>
    private protected override void OnEnd() => WriteObject(Connect(Session.Switched()));
}
