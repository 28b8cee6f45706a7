using System.Management.Automation;
using PidMigration.Cmdlets.Base;
using PidMigration.Verifying;

namespace PidMigration.Cmdlets.Commands;

/// <summary>Counts the rows of models and their through tables in both databases.</summary>
[Cmdlet(VerbsData.Compare, "PidCount")]
[OutputType(typeof(PidCount))]
public sealed class ComparePidCountCommand : ModelCmdlet
{
    /// <inheritdoc/>
    private protected override void OnModels(IReadOnlyList<string> names) =>
        Pump(Session.CountAsync(names, StopToken), c => WriteObject(c));
}
