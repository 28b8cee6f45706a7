using System.Management.Automation;
using PidMigration.Cmdlets.Base;
using PidMigration.Cmdlets.Binding;
using PidMigration.Cmdlets.Progress;
using PidMigration.Comparing;

namespace PidMigration.Cmdlets.Commands;

/// <summary>Compares every cell of every row of models and their through tables. Nothing is changed.</summary>
[Cmdlet(VerbsData.Compare, "PidModel")]
[OutputType(typeof(PidComparison), typeof(PidDifference))]
public sealed class ComparePidModelCommand : CompareCmdlet
{
    /// <summary>Returns one object for each difference, instead of one for each model.</summary>
    [Parameter, SwitchValue]
    public SwitchParameter Detailed { get; set; }

    /// <summary>
    /// Compares only the rows whose key is divisible by this number, in tables whose key is a number.
    /// </summary>
    [Parameter, BlankToNull, NumberRange(1, int.MaxValue)]
    public int? Sample { get; set; }

    /// <summary>Stops after this many differing rows.</summary>
    [Parameter, BlankToNull, NumberRange(1, double.PositiveInfinity)]
    public long? MaxDifference { get; set; }

    /// <inheritdoc/>
    private protected override void OnModels(IReadOnlyList<string> names)
    {
        var options = Options with { Detailed = Detailed, Sample = Sample, MaxDifferences = MaxDifference };
        var run = Wait((session, stop) => session.PrepareCompareAsync(names, options, stop));
        try
        {
            using var progress = new CompareProgress(run.Models, run.RowEstimate, WriteProgress);
            Pump(run.RunAsync(StopToken), e => Handle(e, progress));
        }
        finally
        {
            DisposeAndWait(run);
        }
    }

    private void Handle(CompareEvent compareEvent, CompareProgress progress)
    {
        progress.Handle(compareEvent);
        if (compareEvent is CompareEvent.Found found)
            WriteObject(found.Difference);
        if (compareEvent is not CompareEvent.Ended ended)
            return;
        if (!Detailed)
            WriteObject(ended.Result);
        if (ended.Error is not null)
            WriteError(ended.Error);
    }
}
