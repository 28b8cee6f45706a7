using System.Management.Automation;
using PidMigration.Cmdlets.Binding;
using PidMigration.Comparing;

namespace PidMigration.Cmdlets.Base;

/// <summary>What Compare-PidModel and Sync-PidModel share: which rows are compared, and how.</summary>
public abstract class CompareCmdlet : SinceCmdlet
{
    /// <summary>
    /// The column with a row's last change, for -Since; by default the usual names (updated_at, modified …).
    /// </summary>
    [Parameter, BlankToNull]
    public string? UpdatedColumn { get; set; }

    /// <summary>
    /// Computes digests in the servers, and fetches only rows that differ: for databases that are far away.
    /// </summary>
    [Parameter, SwitchValue]
    public SwitchParameter Fast { get; set; }

    private protected CompareOptions Options =>
        new()
        {
            Where = Where,
            Since = Since,
            UpdatedColumn = UpdatedColumn,
            Fast = Fast,
            Exclude = ExcludedColumns,
            Allow = AllowedChanges,
        };
}
