using System.Management.Automation;
using PidMigration.Cmdlets.Binding;
using PidMigration.Cmdlets.Running;
using PidMigration.Conversion;
using PidMigration.Copying;
using PidMigration.Findings;
using PidMigration.Planning;

namespace PidMigration.Cmdlets.Commands;

/// <summary>Compares both schemas, and asks the source's data whether every value fits into the target. Nothing is changed.</summary>
[Cmdlet(VerbsData.Compare, "PidSchema")]
[OutputType(typeof(PidFinding))]
public sealed class ComparePidSchemaCommand : ModelCmdlet
{
    /// <summary>Changes of values that are allowed, by name: for everything, or for one column as model.column=name.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AllowanceCompleter))]
    [AllowEmptyCollection]
    public string[] Allow { get; set; } = [];

    /// <summary>A condition in the source's SQL; only rows that fulfil it are looked at.</summary>
    [Parameter, BlankToNull]
    public string? Where { get; set; }

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
                    Allow = new AllowedChanges(Allow),
                    Where = Where,
                    SkipPreflight = SkipData,
                },
                StopToken
            ),
            f => WriteObject(f)
        );
}
