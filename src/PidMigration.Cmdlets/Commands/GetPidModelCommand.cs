using System.Management.Automation;
using PidMigration.Catalog;
using PidMigration.Cmdlets.Base;
using PidMigration.Cmdlets.Binding;
using PidMigration.Cmdlets.Completion;
using PidMigration.Failures;

namespace PidMigration.Cmdlets.Commands;

/// <summary>Lists the models of the source, parents first.</summary>
[Cmdlet(VerbsCommon.Get, "PidModel")]
[OutputType(typeof(PidModel))]
public sealed class GetPidModelCommand : MigrationCmdlet
{
    /// <summary>Names of models or tables; wildcards allowed.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(ModelNameCompleter))]
    [SupportsWildcards]
    public string[] Name { get; set; } = [];

    /// <summary>Names of models or tables to leave out; wildcards allowed.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ModelNameCompleter))]
    [SupportsWildcards]
    [AllowEmptyCollection]
    public string[] Exclude { get; set; } = [];

    /// <summary>Only models of these groups.</summary>
    [Parameter, EnumName(typeof(ModelGroup), IsList = true)]
    public ModelGroup[] Group { get; set; } = [];

    /// <summary>Also lists the application's internal models: migrations, sessions, sequences.</summary>
    [Parameter, SwitchValue]
    public SwitchParameter IncludeInternal { get; set; }

    /// <inheritdoc/>
    private protected override bool UsesTarget => false;

    /// <inheritdoc/>
    private protected override void OnEnd()
    {
        var all = Wait(Session.GetModelsAsync);
        foreach (var name in Name)
            if (!WildcardPattern.ContainsWildcardCharacters(name) && ModelSelection.Find(name, all) is null)
                WriteError(SchemaErrors.NoSuchModel(name, ModelSelection.Suggest(name, all)));
        foreach (var warning in Session.Remarks)
            if (warning.IsWarning)
                WriteWarning(warning.Message);
            else
                WriteVerbose(warning.Message);
        foreach (var model in all)
            if (IsWanted(model))
                WriteObject(model);
    }

    private bool IsWanted(PidModel model)
    {
        // An internal model is listed only with the switch or by its exact name.
        if (model.Internal && !IncludeInternal && !Name.Any(n => IsNamed(model, n)))
            return false;
        if (Group.Length > 0 && !Group.Contains(model.Group))
            return false;
        return (Name.Length == 0 || Name.Any(n => Matches(model, n))) && !Exclude.Any(n => Matches(model, n));
    }

    private static bool IsNamed(PidModel model, string name) =>
        name.Equals(model.Name, StringComparison.OrdinalIgnoreCase)
        || name.Equals(model.Table, StringComparison.OrdinalIgnoreCase);

    private static bool Matches(PidModel model, string name)
    {
        if (IsNamed(model, name))
            return true;
        var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
        return pattern.IsMatch(model.Name) || pattern.IsMatch(model.Table);
    }
}
