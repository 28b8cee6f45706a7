using PidMigration.Catalog;
using PidMigration.Conversion;

namespace PidMigration.Planning;

/// <summary>What differs between two tables beside their columns: keys, foreign keys, triggers.</summary>
internal static class SchemaDifferences
{
    public static IEnumerable<PidFinding> Of(PidModel model, Table target, Allowances allowances)
    {
        if (!Same(model.PrimaryKey, target.PrimaryKey))
            yield return Finding(FindingSeverity.Warning, "PID1212", model, "PrimaryKey",
                $"{model.Name}: the primary keys differ: ({string.Join(", ", model.PrimaryKey)}) in the source, ({string.Join(", ", target.PrimaryKey)}) in the target. Rows that the target's key takes for one fail the load.");
        foreach (var key in model.Definition.UniqueKeys.Where(k => !target.UniqueKeys.Any(t => Same(k.Columns, t.Columns)) && !Same(k.Columns, target.PrimaryKey)))
            yield return Finding(FindingSeverity.Warning, "PID1213", model, "UniqueKey", $"{model.Name}: the target has no unique key on {key}, the source has.");
        foreach (var key in model.ForeignKeys.Where(k => !target.ForeignKeys.Any(t => Same(k.Columns, t.Columns))))
            yield return Finding(FindingSeverity.Information, "PID1214", model, "ForeignKey", $"{model.Name}: the target has no foreign key on {key}, the source has.");
        foreach (var trigger in target.InsertTriggers)
            yield return Finding(allowances.Has(Allowance.FireTriggers, model.Name, model.Table, trigger) ? FindingSeverity.Warning : FindingSeverity.Error, "PID1215", model, "Trigger",
                $"{model.Name}: the target's trigger '{trigger}' on {target.Name} would fire for every row, and may change it. Drop it for the time of the copy, or add -Allow FireTriggers.");
    }

    private static bool Same(IReadOnlyList<string> a, IReadOnlyList<string> b) =>
        a.Order(StringComparer.OrdinalIgnoreCase).SequenceEqual(b.Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);

    private static PidFinding Finding(FindingSeverity severity, string code, PidModel model, string rule, string message) =>
        new() { Severity = severity, Code = code, Model = model.Name, Rule = rule, Message = message };
}
