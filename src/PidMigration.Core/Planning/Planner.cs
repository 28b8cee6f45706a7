using PidMigration.Catalog;
using PidMigration.Conversion;
using PidMigration.Failures;

namespace PidMigration.Planning;

/// <summary>Matches models with the target's tables, column by column.</summary>
public sealed class Planner(DatabaseCatalog target, string shown, Allowances allowances)
{
    /// <summary>The plan of one model, without its counts; null where a finding of severity Error stands against it.</summary>
    public (ModelPlan? Plan, IReadOnlyList<PidFinding> Findings) Match(PidModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (target.FindTable(model.Definition.Name) is not { } table)
            return (null, [PidFinding.Of(Errors.TableMissing(model.Name, model.Table, shown), model.Name, "", "Table")]);

        var findings = new List<PidFinding>();
        var pairs = new List<ColumnPair>();
        foreach (var source in model.Columns)
            if (MatchColumn(model, source, table, findings) is { } pair) pairs.Add(pair);
        foreach (var extra in table.Columns)
            if (!extra.Generated && model.Definition.FindColumn(extra.Name) is null) findings.Add(Extra(model, extra));
        findings.AddRange(SchemaDifferences.Of(model, table, allowances));
        return (findings.Exists(f => f.Severity == FindingSeverity.Error) ? null : new ModelPlan { Model = model, Target = table, Columns = pairs }, findings);
    }

    private ColumnPair? MatchColumn(PidModel model, Column source, Table table, List<PidFinding> findings)
    {
        var into = table.FindColumn(source.Name);
        if (source.Generated && into is null or { Generated: true }) return null;
        if (into is null)
        {
            findings.Add(PidFinding.Of(Errors.ColumnMissing(model.Name, source.Name, shown), model.Name, source.Name, "Column"));
            return null;
        }

        if (into.Generated)
        {
            findings.Add(PidFinding.Of(Errors.GeneratedDiffers(model.Name, source.Name), model.Name, source.Name, "Generated"));
            return null;
        }

        var allowed = Enum.GetValues<Allowance>().Where(a => allowances.Has(a, model.Name, model.Table, source.Name)).ToList();
        var rule = Carriage.Find(source, into, target.Info.Engine, allowed.Contains);
        if (rule.Exactness != Exactness.Refused) return new ColumnPair(source, into, rule, allowed);
        findings.Add(PidFinding.Of(rule.Needs is { } need ? Errors.NeedsAllowance(model.Name, source.Name, source.NativeType, into.NativeType, need.ToString())
            : Errors.NoRule(model.Name, source.Name, source.NativeType, into.NativeType), model.Name, source.Name, "Type"));
        return null;
    }

    private PidFinding Extra(PidModel model, Column extra) => extra.HasDefault
        ? new PidFinding
        {
            Severity = FindingSeverity.Warning, Code = "PID1211", Model = model.Name, Column = extra.Name, Rule = "Column",
            Message = $"{model.Name}: the target's column '{extra.Name}' has no counterpart in the source; every row gets its default.",
        }
        : PidFinding.Of(Errors.ColumnExtra(model.Name, extra.Name, shown), model.Name, extra.Name, "Column");
}
