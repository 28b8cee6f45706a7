using PidMigration.Catalog;
using PidMigration.Conversion;
using PidMigration.Failures;
using PidMigration.Findings;

namespace PidMigration.Planning;

/// <summary>
/// What two tables are apart from their columns, as far as rows may be lost by it, or seen that are none: who may see
/// them, whether they can be rolled back, whose rows they are.
/// </summary>
internal static class TableTraits
{
    /// <summary>What is found of a model and the table that takes its rows.</summary>
    public static IEnumerable<PidFinding> Of(
        PidModel model,
        Table target,
        string from,
        string shown,
        AllowedChanges allowances
    )
    {
        var source = model.Definition;
        if (source.RowPolicies is { } hiding)
            yield return Refuse(
                model,
                RightsErrors.RowsHidden(model.Name, source.FullName, hiding, from),
                "RowSecurity"
            );
        if (target.RowPolicies is { } policies)
            yield return Refuse(
                model,
                RightsErrors.RowsHidden(model.Name, target.FullName, policies, shown),
                "RowSecurity"
            );
        if (!source.IsTransactional)
            yield return Warn(
                model,
                "PID1220",
                "Engine",
                $"{model.Name}: {source.FullName} is a {source.StorageEngine} table, which has no "
                    + "snapshot: rows written during the copy may be missed. Stop the application during the copy."
            );
        if (FindNoRollback(model, target, allowances) is { } refused)
            yield return refused;
        else if (!target.IsTransactional)
            yield return Warn(
                model,
                "PID1219",
                "Engine",
                $"{model.Name}: the target's table {target.FullName} is a {target.StorageEngine} table: "
                    + "an interrupted copy starts it over."
            );
        if (target.IsUnlogged)
            yield return Warn(
                model,
                "PID1225",
                "Unlogged",
                $"{model.Name}: the target's table {target.FullName} is UNLOGGED: the server empties it "
                    + $"after a crash. ALTER TABLE … SET LOGGED keeps its rows."
            );
        if (source.ForeignHeirs.Count > 0)
            yield return Warn(
                model,
                "PID1227",
                "Inheritance",
                $"{model.Name}: rows of {string.Join(", ", source.ForeignHeirs)}, which inherits from "
                    + $"{source.FullName} and is on another server, are not copied."
            );
    }

    /// <summary>The error for a target's table that can't be rolled back, where the user didn't allow it.</summary>
    public static PidFinding? FindNoRollback(PidModel model, Table target, AllowedChanges allowances) =>
        target.IsTransactional || allowances.Has(AllowedChange.NoRollback, model.Name, model.Table, target.Name.Name)
            ? null
            : Refuse(
                model,
                SchemaErrors.NotTransactional(
                    model.Name,
                    target.FullName,
                    target.StorageEngine ?? "(unknown)",
                    nameof(AllowedChange.NoRollback)
                ),
                "Engine"
            );

    private static PidFinding Refuse(PidModel model, MigrationException error, string rule) =>
        PidFinding.Of(error, model.Name, "", rule);

    private static PidFinding Warn(PidModel model, string code, string rule, string message) =>
        new()
        {
            Severity = FindingSeverity.Warning,
            Code = code,
            Model = model.Name,
            Rule = rule,
            Message = message,
        };
}
