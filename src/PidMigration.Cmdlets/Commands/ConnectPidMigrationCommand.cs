using System.Management.Automation;
using PidMigration.Cmdlets.Running;

namespace PidMigration.Cmdlets.Commands;

/// <summary>Names the session's two databases, and looks whether both can be reached.</summary>
[Cmdlet(VerbsCommunications.Connect, "PidMigration")]
[OutputType(typeof(PidConnection))]
public sealed class ConnectPidMigrationCommand : MigrationCmdlet
{
    /// <inheritdoc/>
    private protected override void OnEnd()
    {
        var session = Session;
        var (from, into) = Wait(session.ProbeAsync);
        MigrationSessions.Current = session;
        WriteObject(new PidConnection(session.Source.ToString(), $"{from.Product} {from.Version}", session.Target.ToString(), $"{into.Product} {into.Version}"));
    }
}
