using System.Management.Automation;
using PidMigration.Catalog;
using PidMigration.Cmdlets.Binding;
using PidMigration.Cmdlets.Completion;
using PidMigration.Failures;

namespace PidMigration.Cmdlets.Base;

/// <summary>
/// A cmdlet that takes models from the pipeline and works on all of them together, when the last one has come.
/// </summary>
public abstract class ModelCmdlet : MigrationCmdlet
{
    private readonly List<string> _names = [];
    private bool _piped;

    /// <summary>
    /// The models, from Get-PidModel or by name (wildcards allowed); all but the internal ones when left out.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(ModelNameCompleter))]
    [SupportsWildcards]
    public ModelName[] Model { get; set; } = [];

    /// <summary>Whether models are named, be it by a pipeline in which nothing comes.</summary>
    private protected bool NamesModels => _piped || MyInvocation.BoundParameters.ContainsKey(nameof(Model));

    /// <inheritdoc/>
    private protected override void OnBegin()
    {
        base.OnBegin();
        _piped = MyInvocation.ExpectingInput;
    }

    /// <inheritdoc/>
    private protected sealed override void OnRecord()
    {
        // Pipeline input is checked here: a null among the models means that something went wrong upstream.
        var isNothing = Model is null || Array.Exists(Model, GivenValues.IsNothing);
        if (isNothing)
            throw ParameterErrors.NothingGiven(nameof(Model));
        _names.AddRange(Model!.Select(m => m.Name));
    }

    /// <inheritdoc/>
    private protected sealed override void OnEnd()
    {
        // An empty pipeline selects nothing, not everything.
        if (_piped && _names.Count == 0)
            return;
        OnModels(Expand());
    }

    /// <summary>What is done with the models, once all names are known.</summary>
    private protected abstract void OnModels(IReadOnlyList<string> names);

    private List<string> Expand()
    {
        if (!_names.Exists(WildcardPattern.ContainsWildcardCharacters))
            return _names;
        var all = Wait(Session.GetModelsAsync);
        return [.. _names.SelectMany(name => Matches(name, all))];
    }

    private static List<string> Matches(string name, IReadOnlyList<PidModel> all)
    {
        // A table may well be called a[b]: what is there by that name is meant by it.
        if (!WildcardPattern.ContainsWildcardCharacters(name) || ModelSelection.Find(name, all) is not null)
            return [name];
        var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
        var found = all.Where(m => !m.Internal && (pattern.IsMatch(m.Name) || pattern.IsMatch(m.Table)))
            .Select(m => m.Name)
            .ToList();
        return found.Count > 0 ? found : throw SchemaErrors.NoSuchModel(name, []);
    }
}
