using System.Management.Automation;
using PidMigration.Cmdlets.Base;
using PidMigration.Cmdlets.Binding;
using PidMigration.Copying;
using PidMigration.Findings;
using PidMigration.Planning;

namespace PidMigration.Cmdlets.Commands;

/// <summary>Compares both schemas, and checks whether every value of the source fits into the target.</summary>
[Cmdlet(VerbsData.Compare, "PidSchema")]
[OutputType(typeof(PidFinding))]
public sealed class ComparePidSchemaCommand : WhereCmdlet
{
    /// <summary>Compares the schemas only, not the data.</summary>
    [Parameter, SwitchValue]
    public SwitchParameter SkipData { get; set; }

    /// <inheritdoc/>
    private protected override void OnModels(IReadOnlyList<string> names) =>
        Pump(
            Session.CompareSchemaAsync(
                names,
                new PlanOptions
                {
                    Exclude = ExcludedColumns,
                    Allow = AllowedChanges,
                    Where = Where,
                    SkipPreflight = SkipData,
                },
                StopToken
            ),
            f => WriteObject(f)
        );
}
