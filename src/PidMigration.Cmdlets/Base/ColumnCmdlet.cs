using System.Management.Automation;
using PidMigration.Planning;

namespace PidMigration.Cmdlets.Base;

/// <summary>A cmdlet that matches the columns of models with the target's.</summary>
public abstract class ColumnCmdlet : AllowanceCmdlet
{
    /// <summary>
    /// Columns that are not copied, compared or written, as model.column; * stands for any characters.
    /// </summary>
    [Parameter]
    [AllowEmptyCollection]
    public string[] ExcludeColumn { get; set; } = [];

    private protected ColumnExclusions ExcludedColumns => new(ExcludeColumn);
}
