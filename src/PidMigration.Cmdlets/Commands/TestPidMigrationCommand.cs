using System.Management.Automation;
using PidMigration.Cmdlets.Base;
using PidMigration.Copying;
using PidMigration.Findings;
using PidMigration.Planning;

namespace PidMigration.Cmdlets.Commands;

/// <summary>Returns $true when models can be copied as they are: when Compare-PidSchema finds no error.</summary>
[Cmdlet(VerbsDiagnostic.Test, "PidMigration")]
[OutputType(typeof(bool))]
public sealed class TestPidMigrationCommand : ColumnCmdlet
{
    /// <inheritdoc/>
    private protected override void OnModels(IReadOnlyList<string> names)
    {
        var hasErrors = false;
        Pump(
            Session.CompareSchemaAsync(
                names,
                new PlanOptions { Exclude = ExcludedColumns, Allow = AllowedChanges },
                StopToken
            ),
            finding =>
            {
                WriteVerbose($"{finding.Severity}: {finding.Message}");
                hasErrors |= finding.Severity == FindingSeverity.Error;
            }
        );
        WriteObject(!hasErrors);
    }
}
