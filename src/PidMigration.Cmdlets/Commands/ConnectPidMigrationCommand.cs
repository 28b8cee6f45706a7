using System.Management.Automation;
using PidMigration.Cmdlets.Base;
using PidMigration.Cmdlets.Sessions;

namespace PidMigration.Cmdlets.Commands;

/// <summary>Sets the session's two databases, and checks that both can be reached.</summary>
[Cmdlet(VerbsCommunications.Connect, "PidMigration")]
[OutputType(typeof(PidConnection))]
public sealed class ConnectPidMigrationCommand : MigrationCmdlet
{
    /// <inheritdoc/>
    private protected override void OnEnd() => WriteObject(Connect(Session));
}
