using System.Management.Automation;
using PidMigration.Cmdlets.Binding;

namespace PidMigration.Cmdlets.Base;

/// <summary>A cmdlet on models with -Allow and -Where.</summary>
public abstract class WhereCmdlet : ColumnCmdlet
{
    /// <summary>
    /// A condition in SQL that selects rows: in the source's SQL, and for a comparison in SQL that both databases
    /// understand.
    /// </summary>
    [Parameter, BlankToNull]
    public string? Where { get; set; }
}
