using PidMigration.Catalog;
using PidMigration.Conversion;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Findings;

namespace PidMigration.Planning;

/// <summary>Matches models with the target's tables, column by column.</summary>
/// <param name="source">What the source can hold.</param>
/// <param name="target">What the target can hold.</param>
/// <param name="tables">The tables that take the models' rows.</param>
/// <param name="from">The source, for messages.</param>
/// <param name="shown">The target, for messages.</param>
/// <param name="allowances">What the user allowed.</param>
public sealed class SchemaMatcher(
    EngineTraits source,
    EngineTraits target,
    TableMatches tables,
    string from,
    string shown,
    AllowedChanges allowances
)
{
    /// <summary>The matcher of some models with the tables of a target.</summary>
    /// <param name="models">All models of the run, so that no two get one table.</param>
    /// <param name="source">Where the models are.</param>
    /// <param name="target">Where their rows go.</param>
    /// <param name="catalog">The target's tables.</param>
    /// <param name="allowances">What the user allowed.</param>
    /// <param name="exclude">The columns that are not copied.</param>
    public static SchemaMatcher Between(
        IReadOnlyList<PidModel> models,
        Database source,
        Database target,
        DatabaseCatalog catalog,
        AllowedChanges allowances,
        ColumnExclusions exclude
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        var shown = target.ToString();
        var tables = TableMatches.Of(models, catalog, shown);
        return new SchemaMatcher(source.Traits, target.Traits, tables, source.ToString(), shown, allowances)
        {
            Exclude = exclude,
        };
    }

    /// <summary>The columns that are not copied.</summary>
    public ColumnExclusions Exclude { get; init; } = ColumnExclusions.None;

    /// <summary>
    /// The plan of one model, without its counts; null where a finding of severity Error stands against it.
    /// </summary>
    public (ModelPlan? Plan, IReadOnlyList<PidFinding> Findings) Match(PidModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (tables.Find(model, out var missing) is not { } table)
            return (null, [PidFinding.Of(missing!, model.Name, "", "Table")]);

        var findings = new List<PidFinding>(TableTraits.Of(model, table, from, shown, allowances));
        var pairs = new List<ColumnMapping>();
        foreach (var column in model.Columns)
            if (MatchColumn(model, column, table, findings) is { } pair)
                pairs.Add(pair);
        foreach (var taken in pairs.GroupBy(p => p.Target).Where(g => g.Count() > 1))
            findings.Add(
                PidFinding.Of(
                    SchemaErrors.ColumnShared(
                        model.Name,
                        taken.First().Source.Name,
                        taken.Last().Source.Name,
                        taken.Key.Name,
                        shown
                    ),
                    model.Name,
                    taken.First().Source.Name,
                    "Column"
                )
            );
        if (pairs.Count == 0 && !findings.Exists(f => f.Severity == FindingSeverity.Error))
            findings.Add(PidFinding.Of(SchemaErrors.NoColumns(model.Name), model.Name, "", "Column"));
        var extras = table
            .Columns.Where(c =>
                c.IsData
                && !pairs.Exists(p => p.Target == c)
                && model.Definition.FindColumns(c.Name).Count == 0
                && !Exclude.Contains(model, c.Name)
            )
            .ToList();
        if (!model.Definition.HidesColumns)
            findings.AddRange(extras.Select(extra => Extra(model, extra)));
        else if (extras.Count == 0)
            findings.Add(
                PidFinding.Of(
                    RightsErrors.ColumnsHidden(model.Name, model.Definition.FullName, from),
                    model.Name,
                    "",
                    "Access"
                )
            );
        // What the target has may well be what the user isn't shown.
        else
            findings.AddRange(
                extras.Select(extra =>
                    PidFinding.Of(
                        RightsErrors.ColumnNotReadable(model.Name, extra.Name, model.Definition.FullName, from),
                        model.Name,
                        extra.Name,
                        "Access"
                    )
                )
            );
        findings.AddRange(SchemaDifferences.Of(model, table));
        return (
            findings.Exists(f => f.Severity == FindingSeverity.Error)
                ? null
                : new ModelPlan
                {
                    Model = model,
                    Target = table,
                    Columns = pairs,
                },
            findings
        );
    }

    private ColumnMapping? MatchColumn(PidModel model, Column column, Table table, List<PidFinding> findings)
    {
        PidFinding Refuse(MigrationException error, string rule) => PidFinding.Of(error, model.Name, column.Name, rule);
        if (Exclude.Contains(model, column.Name))
        {
            findings.AddRange(FindExcluded(model, column, table));
            return null;
        }

        // Who may read none of the table is told so by the server.
        if (!column.IsReadable && model.Definition.Columns.Any(c => c.IsReadable))
        {
            findings.Add(
                Refuse(
                    RightsErrors.ColumnNotReadable(model.Name, column.Name, model.Definition.FullName, from),
                    "Access"
                )
            );
            return null;
        }

        var found = table.FindColumns(column.Name);
        if (found.Count > 1)
        {
            findings.Add(
                Refuse(
                    SchemaErrors.ColumnAmbiguous(model.Name, column.Name, [.. found.Select(c => c.Name)], shown),
                    "Column"
                )
            );
            return null;
        }

        var into = found.Count == 0 ? null : found[0];
        if (column.Generated && into is null or { Generated: true })
            return null;
        if (into is null)
        {
            // A key that the source's server added by itself is no data.
            if (!column.IsServerKey)
                findings.Add(Refuse(SchemaErrors.ColumnMissing(model.Name, column.Name, shown), "Column"));
            return null;
        }

        if (into.Generated)
        {
            findings.Add(Refuse(SchemaErrors.GeneratedDiffers(model.Name, column.Name), "Generated"));
            return null;
        }

        var allowed = AllowedChanges
            .OfValues.Where(a => allowances.Has(a, model.Name, model.Table, column.Name))
            .ToList();
        var rule = ConversionResolver.Resolve(
            new ConversionContext(column, into, source, target) { Allowed = allowed }
        );
        if (rule.Exactness != Exactness.Refused)
            return new ColumnMapping(column, into, rule, allowed);
        findings.Add(
            Refuse(
                rule.Needs is { } need
                    ? SchemaErrors.NeedsAllowance(
                        model.Name,
                        column.Name,
                        column.NativeType,
                        into.NativeType,
                        need.ToString()
                    )
                    : SchemaErrors.NoRule(model.Name, column.Name, column.NativeType, into.NativeType),
                "Type"
            )
        );
        return null;
    }

    /// <summary>What is found of a column that isn't copied: whether every row can do without it.</summary>
    private IEnumerable<PidFinding> FindExcluded(PidModel model, Column source, Table table)
    {
        PidFinding Refuse(MigrationException error) => PidFinding.Of(error, model.Name, source.Name, "Column");
        if (model.PrimaryKey.Contains(source.Name))
            yield return Refuse(SchemaErrors.KeyExcluded(model.Name, source.Name));
        foreach (var left in table.FindColumns(source.Name).Where(c => c.IsData))
            if (!left.HasDefault)
                yield return Refuse(SchemaErrors.ExcludedIsRequired(model.Name, left.Name, shown));
            else
                yield return new PidFinding
                {
                    Severity = FindingSeverity.Information,
                    Code = "PID1232",
                    Model = model.Name,
                    Column = source.Name,
                    Rule = "Column",
                    Message = $"{model.Name}: column '{source.Name}' is excluded; every row gets the target's default.",
                };
    }

    private PidFinding Extra(PidModel model, Column extra) =>
        extra.HasDefault
            ? new PidFinding
            {
                Severity = FindingSeverity.Warning,
                Code = "PID1211",
                Model = model.Name,
                Column = extra.Name,
                Rule = "Column",
                Message =
                    $"{model.Name}: the target's column '{extra.Name}' has no counterpart in the source; "
                    + $"every row gets its default.",
            }
            : PidFinding.Of(SchemaErrors.ColumnExtra(model.Name, extra.Name, shown), model.Name, extra.Name, "Column");
}
