using PidMigration.Catalog;
using PidMigration.Conversion;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Findings;

namespace PidMigration.Planning;

/// <summary>
/// What the target would do by itself when models are cleared and loaded: its triggers, and its foreign keys where they
/// are on.
/// </summary>
/// <param name="target">The target.</param>
/// <param name="writer">Its session.</param>
/// <param name="catalog">What it has.</param>
/// <param name="cleared">The tables whose rows are deleted first.</param>
internal sealed class ClearCheck(
    Database target,
    Target writer,
    DatabaseCatalog catalog,
    IReadOnlySet<TableName> cleared
)
{
    public async Task<IReadOnlyList<PidFinding>> FindAsync(
        ModelPlan plan,
        AllowedChanges allowances,
        CancellationToken cancellationToken
    )
    {
        var events = TriggerEvents.Insert | ClearEvents(plan.Target);
        var findings = new List<PidFinding>(
            TriggerCheck.Fire(plan.Model, plan.Target, events, writer.ConstraintsAreOff, allowances)
        );
        findings.AddRange(TriggerCheck.StayOff(plan, TriggerEvents.Insert, writer.ConstraintsAreOff));
        if (plan.SkipExisting && !plan.Target.IsTransactional)
            findings.Add(
                PidFinding.Of(
                    Errors.BadSince(
                        plan.Model.Name,
                        "…",
                        $"{plan.Target.FullName} is a {plan.Target.StorageEngine} table: after an "
                            + "interruption, new rows can't be told from those that were there before."
                    ),
                    plan.Model.Name,
                    "",
                    "Engine"
                )
            );
        if (await FindFollowersAsync(plan.Target, cancellationToken).ConfigureAwait(false) is { Count: > 0 } followers)
            findings.Add(
                PidFinding.Of(
                    Errors.ClearFollowed(plan.Model.Name, DependentRows.Describe(followers), target.ToString()),
                    plan.Model.Name,
                    "",
                    "ForeignKey"
                )
            );
        return findings;
    }

    /// <summary>What clearing does to a table; nothing where it isn't cleared.</summary>
    public TriggerEvents ClearEvents(Table table) =>
        cleared.Contains(table.Name) ? writer.ClearEvents(table, cleared, catalog) : TriggerEvents.None;

    /// <summary>
    /// The tables that aren't cleared, with the number of rows that the server would delete or change with a table's
    /// rows.
    /// </summary>
    public async Task<IReadOnlyList<(TableName Table, long Rows)>> FindFollowersAsync(
        Table table,
        CancellationToken cancellationToken
    )
    {
        var found = new List<(TableName, long)>();
        if (writer.ConstraintsAreOff || !ClearEvents(table).HasFlag(TriggerEvents.Delete))
            return found;
        foreach (var child in catalog.Tables.Where(c => !cleared.Contains(c.Name)))
        {
            var keys = child.ForeignKeys.Where(k => k.FollowsDelete && k.References == table.Name).ToList();
            if (
                keys.Count > 0
                && await new ReferenceQueries(writer)
                    .CountReferringAsync(child, keys, cancellationToken)
                    .ConfigureAwait(false)
                    is > 0
                        and var rows
            )
                found.Add((child.Name, rows));
        }

        return found;
    }
}
