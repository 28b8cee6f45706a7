using System.Management.Automation;
using PidMigration.Cmdlets.Sessions;

namespace PidMigration.Cmdlets.Commands;

/// <summary>Forgets the session's two databases, passwords included.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "PidMigration")]
public sealed class DisconnectPidMigrationCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing() => MigrationSessions.Set(SessionState, null);
}
