using PidMigration.Catalog;
using PidMigration.Failures;

namespace PidMigration.Planning;

/// <summary>Which table of the target takes the rows of which model: one to one, always.</summary>
public sealed class TableMatches
{
    private readonly Dictionary<string, (Table? Table, MigrationException? Error)> _byModel;

    private TableMatches(Dictionary<string, (Table? Table, MigrationException? Error)> byModel) => _byModel = byModel;

    /// <summary>Matches models with the tables of a target.</summary>
    /// <param name="models">All models that a command works on: two of them must not meet in one table.</param>
    /// <param name="target">What the target has.</param>
    /// <param name="shown">The target, for messages.</param>
    public static TableMatches Of(IReadOnlyList<PidModel> models, DatabaseCatalog target, string shown)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(target);
        var found = models.ToDictionary(m => m, m => target.FindCandidates(m.Definition.Name));
        var takers = found.Where(f => f.Value.Count == 1).ToLookup(f => f.Value[0].Name, f => f.Key);
        return new TableMatches(found.ToDictionary(f => f.Key.Name, f => Match(f.Key, f.Value, takers, shown)));
    }

    /// <summary>The table for a model; null, with the reason, where there is none or it can't be told.</summary>
    public Table? Find(PidModel model, out MigrationException? error)
    {
        ArgumentNullException.ThrowIfNull(model);
        (var table, error) = _byModel[model.Name];
        return table;
    }

    /// <summary>The table for a model.</summary>
    /// <exception cref="MigrationException">PID1202: there is none; PID1217: there are several; PID1209: another model
    /// goes into it too.</exception>
    public Table Get(PidModel model) => Find(model, out var error) ?? throw error!;

    /// <summary>The table for a model; null where the target has none.</summary>
    /// <exception cref="MigrationException">PID1217: there are several; PID1209: another model goes into it
    /// too.</exception>
    public Table? GetOrNone(PidModel model) =>
        Find(model, out var error) ?? (error!.Code == SchemaErrors.TableMissingCode ? null : throw error);

    private static (Table?, MigrationException?) Match(
        PidModel model,
        IReadOnlyList<Table> found,
        ILookup<TableName, PidModel> takers,
        string shown
    )
    {
        if (found.Count == 0)
            return (null, SchemaErrors.TableMissing(model.Name, model.Table, shown));
        if (found.Count > 1)
            return (
                null,
                SchemaErrors.TableAmbiguous(
                    model.Name,
                    model.Table,
                    [.. found.Select(t => t.FullName)],
                    found.Select(t => t.Schema).Distinct().Count() > 1,
                    shown
                )
            );
        var models = takers[found[0].Name].ToList();
        return models.Count == 1
            ? (found[0], null)
            : (
                null,
                SchemaErrors.TableShared(
                    [.. models.Select(m => $"{m.Name} ({m.Definition.FullName})")],
                    model.Name,
                    found[0].FullName,
                    shown
                )
            );
    }
}
