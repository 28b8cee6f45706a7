using System.Management.Automation;
using PidMigration.Cmdlets.Base;
using PidMigration.Cmdlets.Binding;
using PidMigration.Ledgers;

namespace PidMigration.Cmdlets.Commands;

/// <summary>Shows the runs in the target's ledger, the newest first, with the progress of each model.</summary>
[Cmdlet(VerbsCommon.Get, "PidMigration")]
[OutputType(typeof(PidMigrationRun))]
public sealed class GetPidMigrationCommand : MigrationCmdlet
{
    /// <summary>Names of runs, with wildcards; by default all runs.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    public string[] Run { get; set; } = ["*"];

    /// <summary>Only the newest run.</summary>
    [Parameter, SwitchValue]
    public SwitchParameter Last { get; set; }

    /// <inheritdoc/>
    private protected override void OnEnd()
    {
        var patterns = Array.ConvertAll(Run, r => WildcardPattern.Get(r, WildcardOptions.IgnoreCase));
        var runs = Wait((session, stop) => session.GetRunsAsync(stop))
            .Where(r => Array.Exists(patterns, p => p.IsMatch(r.Run)));
        foreach (var run in Last ? runs.Take(1) : runs)
            WriteObject(run);
    }
}
