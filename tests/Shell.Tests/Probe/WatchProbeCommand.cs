using System.Management.Automation;

namespace PidMigration.Shell.Tests.Probe;

/// <summary>Reports progress as a copy does: one bar over all, one below it for each model, results in between.</summary>
[Cmdlet(VerbsCommon.Watch, "Probe"), OutputType(typeof(ProbeResult))]
public sealed class WatchProbeCommand : PSCmdlet
{
    /// <summary>How many models.</summary>
    [Parameter]
    public int Models { get; set; } = 3;

    /// <summary>How many records a model.</summary>
    [Parameter]
    public int Steps { get; set; } = 50;

    /// <summary>How long one step takes.</summary>
    [Parameter]
    public int StepMilliseconds { get; set; } = 20;

    /// <summary>Whether to ask a question at each model.</summary>
    [Parameter]
    public SwitchParameter Ask { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        for (var model = 1; model <= Models; model++)
        {
            WriteProgress(new ProgressRecord(1, "Copying all models", $"{model} of {Models}") { PercentComplete = 100 * (model - 1) / Models });
            if (Ask && !ShouldContinue($"Copy model{model}?", "Bars are live"))
                continue;
            for (var step = 0; step < Steps; step++)
            {
                WriteProgress(new ProgressRecord(1 + model, $"pid.Model{model}", $"{step * 1000} of {Steps * 1000} rows")
                {
                    ParentActivityId = 1,
                    PercentComplete = 100 * step / Steps,
                    SecondsRemaining = (Steps - step) * StepMilliseconds / 1000,
                });
                if (StepMilliseconds > 0)
                    Thread.Sleep(StepMilliseconds);
            }
            WriteProgress(new ProgressRecord(1 + model, $"pid.Model{model}", "done") { RecordType = ProgressRecordType.Completed });
            WriteObject(new ProbeResult($"model{model}", Steps * 1000));
        }
        WriteProgress(new ProgressRecord(1, "Copying all models", "done") { RecordType = ProgressRecordType.Completed });
    }
}
