using System.Management.Automation;

namespace PidMigration.Shell.Tests.Probe;

/// <summary>Emits results, a warning, a verbose line and, if asked, an error for every second one.</summary>
[Cmdlet(VerbsCommon.Get, "Probe"), OutputType(typeof(ProbeResult))]
public sealed class GetProbeCommand : PSCmdlet
{
    /// <summary>How many.</summary>
    [Parameter]
    public int Count { get; set; } = 3;

    /// <summary>Whether every second one fails.</summary>
    [Parameter]
    public SwitchParameter Flaky { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        WriteWarning("this is a probe");
        WriteVerbose($"{Count} results");
        for (var number = 1; number <= Count; number++)
        {
            if (Flaky && number % 2 == 0)
                WriteError(new ErrorRecord(new InvalidOperationException($"probe {number} failed"), "ProbeFailed", ErrorCategory.InvalidResult, number));
            else
                WriteObject(new ProbeResult($"probe{number}", number * 1000));
        }
    }
}
