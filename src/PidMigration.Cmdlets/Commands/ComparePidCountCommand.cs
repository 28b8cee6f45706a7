using System.Management.Automation;
using PidMigration.Cmdlets.Running;
using PidMigration.Verifying;

namespace PidMigration.Cmdlets.Commands;

/// <summary>Counts the rows of each model in both databases, its through tables with it.</summary>
[Cmdlet(VerbsData.Compare, "PidCount")]
[OutputType(typeof(PidCount))]
public sealed class ComparePidCountCommand : ModelCmdlet
{
    /// <inheritdoc/>
    private protected override void OnModels(IReadOnlyList<string> names) =>
        Pump(Session.CountAsync(names, StopToken), c => WriteObject(c));
}
