using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Failures;

namespace PidMigration.Syncing;

/// <summary>
/// Where foreign keys are on in our session, a target may delete or change other rows with those that are deleted or
/// changed (ON DELETE, ON UPDATE). The user did not ask for that, and would not see it.
/// </summary>
internal sealed class FollowedChanges(Target target, Database database, DatabaseCatalog catalog)
{
    /// <summary>
    /// What would change as well when rows (r) change values of a table (t) that others reference (ON UPDATE CASCADE,
    /// SET NULL, SET DEFAULT): queries that must find nothing.
    /// </summary>
    public IReadOnlyList<(string Sql, MigrationException Error)> OfUpdates(string model, LoadPlan plan)
    {
        var (table, dialect) = (plan.Table, target.Dialect);
        if (target.ConstraintsAreOff)
            return [];
        var own = dialect.SameKey(plan.KeyFields.Select(f => plan.Columns[f].Name));
        return
        [
            .. from child in catalog.Tables
            from key in child.ForeignKeys
            where key.FollowsUpdate && key.References == table.Name
            let written = key
                .ReferencedColumns.Where(c => plan.Columns.Any(p => p.Name == c))
                .Select(dialect.Quote)
                .ToList()
            where written.Count > 0
            let stays = string.Join(" AND ", written.Select(c => $"t.{c} IS NOT DISTINCT FROM r.{c}"))
            select (
                $"SELECT 1 FROM {dialect.Rows(table.Name)} AS t JOIN {dialect.Quote(dialect.Stage)} AS r ON {own} "
                    + $"JOIN {dialect.Rows(child.Name)} AS d ON {dialect.Refers(key, "d", "t")} "
                    + $"WHERE NOT ({stays}) LIMIT 1",
                Errors.UpdateFollowed(model, child.FullName, database.ToString())
            ),
        ];
    }

    /// <summary>Looks whether rows of any table would follow.</summary>
    /// <param name="model">The model, for messages.</param>
    /// <param name="table">The table whose rows are to be deleted.</param>
    /// <param name="picked">The condition that picks them.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MigrationException">PID1806: some would.</exception>
    public async Task CheckAsync(string model, Table table, string picked, CancellationToken cancellationToken)
    {
        if (target.ConstraintsAreOff)
            return;
        var dialect = target.Dialect;
        foreach (var child in catalog.Tables)
        foreach (var key in child.ForeignKeys.Where(k => k.FollowsDelete && k.References == table.Name))
        {
            // Rows of the table itself that would be deleted with the others count, too.
            var others = child.Name == table.Name ? $" WHERE NOT ({picked})" : "";
            var follows =
                $"SELECT 1 FROM (SELECT {dialect.QuoteList(key.Columns)} FROM {dialect.Rows(child.Name)}{others}) d "
                + $"JOIN (SELECT {dialect.QuoteList(key.ReferencedColumns)} FROM {dialect.Rows(table.Name)} "
                + $"WHERE {picked}) p ON {dialect.Refers(key, "d", "p")} LIMIT 1";
            if (await target.ScalarAsync(follows, cancellationToken).ConfigureAwait(false) is not null)
                throw Errors.DeleteFollowed(model, child.FullName, database.ToString());
        }
    }
}
