using PidMigration.Catalog;
using PidMigration.Findings;

namespace PidMigration.Planning;

/// <summary>What differs between two tables beside their columns: keys, foreign keys.</summary>
internal static class SchemaDifferences
{
    public static IEnumerable<PidFinding> Of(PidModel model, Table target)
    {
        // A key that a server added by itself is none of the application's.
        bool IsServers(Table table) =>
            table.PrimaryKey.Count == 1 && table.FindColumn(table.PrimaryKey[0]) is { IsServerKey: true };
        if (!Same(model.PrimaryKey, target.PrimaryKey) && !IsServers(model.Definition) && !IsServers(target))
            yield return Finding(
                FindingSeverity.Warning,
                "PID1212",
                model,
                "PrimaryKey",
                $"{model.Name}: the primary keys differ: ({string.Join(", ", model.PrimaryKey)}) in the "
                    + $"source, ({string.Join(", ", target.PrimaryKey)}) in the target. Rows that "
                    + "have the same value in the target's key are rejected."
            );
        foreach (
            var key in model.Definition.UniqueKeys.Where(k =>
                !target.UniqueKeys.Any(t => Same(k.Columns, t.Columns)) && !Same(k.Columns, target.PrimaryKey)
            )
        )
            yield return Finding(
                FindingSeverity.Warning,
                "PID1213",
                model,
                "UniqueKey",
                $"{model.Name}: the target has no unique key on {key}, but the source does."
            );
        foreach (var key in model.ForeignKeys.Where(k => !target.ForeignKeys.Any(t => Same(k.Columns, t.Columns))))
            yield return Finding(
                FindingSeverity.Information,
                "PID1214",
                model,
                "ForeignKey",
                $"{model.Name}: the target has no foreign key on {key}, but the source does."
            );
    }

    private static bool Same(IReadOnlyList<string> a, IReadOnlyList<string> b) =>
        a.Order(StringComparer.OrdinalIgnoreCase)
            .SequenceEqual(b.Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);

    private static PidFinding Finding(
        FindingSeverity severity,
        string code,
        PidModel model,
        string rule,
        string message
    ) =>
        new()
        {
            Severity = severity,
            Code = code,
            Model = model.Name,
            Rule = rule,
            Message = message,
        };
}
