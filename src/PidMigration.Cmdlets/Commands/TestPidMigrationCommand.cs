using System.Management.Automation;
using PidMigration.Cmdlets.Binding;
using PidMigration.Cmdlets.Running;
using PidMigration.Conversion;
using PidMigration.Copying;
using PidMigration.Findings;
using PidMigration.Planning;

namespace PidMigration.Cmdlets.Commands;

/// <summary>Says whether models can be copied as they are: $true when Compare-PidSchema finds no error.</summary>
[Cmdlet(VerbsDiagnostic.Test, "PidMigration")]
[OutputType(typeof(bool))]
public sealed class TestPidMigrationCommand : ModelCmdlet
{
    /// <summary>Changes of values that are allowed, by name: for everything, or for one column as model.column=name.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AllowanceCompleter))]
    [AllowEmptyCollection]
    public string[] Allow { get; set; } = [];

    /// <inheritdoc/>
    private protected override void OnModels(IReadOnlyList<string> names)
    {
        var stands = false;
        Pump(
            Session.CompareSchemaAsync(names, new PlanOptions { Allow = new AllowedChanges(Allow) }, StopToken),
            finding =>
            {
                WriteVerbose($"{finding.Severity}: {finding.Message}");
                stands |= finding.Severity == FindingSeverity.Error;
            }
        );
        WriteObject(!stands);
    }
}
