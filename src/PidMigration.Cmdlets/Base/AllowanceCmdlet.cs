using System.Management.Automation;
using PidMigration.Cmdlets.Completion;
using PidMigration.Conversion;

namespace PidMigration.Cmdlets.Base;

/// <summary>A cmdlet on models with -Allow.</summary>
public abstract class AllowanceCmdlet : ModelCmdlet
{
    /// <summary>
    /// Changes that are allowed, by name: everywhere, or for one column or trigger as model.column=name.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(AllowanceCompleter))]
    [AllowEmptyCollection]
    public string[] Allow { get; set; } = [];

    private protected AllowedChanges AllowedChanges => new(Allow);
}
