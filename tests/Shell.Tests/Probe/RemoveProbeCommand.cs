using System.Management.Automation;

namespace PidMigration.Shell.Tests.Probe;

/// <summary>Asks before each one, by ShouldProcess or by ShouldContinue.</summary>
[Cmdlet(VerbsCommon.Remove, "Probe", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High), OutputType(typeof(string))]
public sealed class RemoveProbeCommand : PSCmdlet
{
    private bool yesToAll;
    private bool noToAll;

    /// <summary>Which ones.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string[] Name { get; set; } = [];

    /// <summary>Whether to ask by ShouldContinue.</summary>
    [Parameter]
    public SwitchParameter Continue { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name)
        {
            var agreed = Continue
                ? ShouldContinue($"Delete 78 rows of {name}?", "Target holds rows", ref yesToAll, ref noToAll)
                : ShouldProcess(name, "Remove");
            WriteObject($"{name}: {(agreed ? "removed" : "kept")}");
        }
    }
}
