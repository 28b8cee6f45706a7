using System.Management.Automation;
using PidMigration.Cmdlets.Running;

namespace PidMigration.Cmdlets.Commands;

/// <summary>Names the session's two databases, and looks whether both can be reached.</summary>
[Cmdlet(VerbsCommunications.Connect, "PidMigration")]
[OutputType(typeof(PidConnection))]
public sealed class ConnectPidMigrationCommand : MigrationCmdlet
{
    /// <inheritdoc/>
    private protected override void OnEnd() => WriteObject(Connect(Session));
}
