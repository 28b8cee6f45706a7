using PidMigration.Catalog;
using PidMigration.Conversion;
using PidMigration.Failures;

namespace PidMigration.Planning;

/// <summary>Matches models with the target's tables, column by column.</summary>
public static class Planner
{
    /// <summary>The plan of one model, without its counts.</summary>
    /// <exception cref="MigrationException">PID1202–1205, PID1207: the two tables don't fit; the message names the column and the way out.</exception>
    public static ModelPlan Match(PidModel model, DatabaseCatalog target, string shown)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(target);
        var table = target.FindTable(model.Definition.Name) ?? throw Errors.TableMissing(model.Name, model.Table, shown);
        var pairs = new List<ColumnPair>();
        foreach (var source in model.Columns)
        {
            var into = table.FindColumn(source.Name);
            if (source.Generated && into is null or { Generated: true }) continue;
            if (into is null) throw Errors.ColumnMissing(model.Name, source.Name, shown);
            if (into.Generated) throw Errors.GeneratedDiffers(model.Name, source.Name);
            var rule = ConversionTable.Find(source, into);
            if (rule.Exactness == Exactness.Refused) throw Errors.NoRule(model.Name, source.Name, source.NativeType, into.NativeType);
            pairs.Add(new ColumnPair(source, into, rule));
        }

        foreach (var extra in table.Columns)
            if (extra is { Generated: false, HasDefault: false } && !pairs.Exists(p => p.Target == extra)) throw Errors.ColumnExtra(model.Name, extra.Name, shown);
        return new ModelPlan { Model = model, Target = table, Columns = pairs };
    }
}
