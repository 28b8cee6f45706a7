using System.Management.Automation;
using PidMigration.Cmdlets.Binding;
using PidMigration.Comparing;
using PidMigration.Conversion;
using PidMigration.Planning;

namespace PidMigration.Cmdlets.Running;

/// <summary>What Compare-PidModel and Sync-PidModel share: which rows, and by which way.</summary>
public abstract class CompareCmdlet : ModelCmdlet
{
    /// <summary>A condition in SQL that both databases understand; only rows that fulfil it on either side are compared.</summary>
    [Parameter, BlankToNull]
    public string? Where { get; set; }

    /// <summary>Compares only what was changed since: a moment (UTC, when it names no zone) or a key.</summary>
    [Parameter, SinceText]
    public SinceValue? Since { get; set; }

    /// <summary>The column that holds a row's last change, for -Since; found by its usual names (updated_at, modified …), when left out.</summary>
    [Parameter, BlankToNull]
    public string? UpdatedColumn { get; set; }

    /// <summary>Computes digests inside the servers, and fetches only rows where they differ: for databases that are far away.</summary>
    [Parameter, SwitchValue]
    public SwitchParameter Fast { get; set; }

    /// <summary>The changes of values that were allowed for the copy, by name: for everything, or for one column as model.column=name.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AllowanceCompleter))]
    [AllowEmptyCollection]
    public string[] Allow { get; set; } = [];

    /// <summary>The options that these parameters make.</summary>
    private protected CompareOptions Options =>
        new()
        {
            Where = Where,
            Since = Since,
            UpdatedColumn = UpdatedColumn,
            Fast = Fast,
            Allow = new AllowedChanges(Allow),
        };
}
