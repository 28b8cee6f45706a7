using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Failures;

namespace PidMigration.Syncing;

/// <summary>
/// Where foreign keys are on in our session, a target may delete or change other rows with those that are deleted (ON DELETE CASCADE, SET
/// NULL, SET DEFAULT). Nobody asked for that, and nobody would see it.
/// </summary>
internal sealed class FollowedDeletes(Target target, DatabaseAddress address, DatabaseCatalog catalog)
{
    /// <summary>Looks whether rows of any table would follow.</summary>
    /// <param name="model">The model, for messages.</param>
    /// <param name="table">The table whose rows are to be deleted.</param>
    /// <param name="picked">The condition that picks them.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MigrationException">PID1806: some would.</exception>
    public async Task CheckAsync(string model, Table table, string picked, CancellationToken cancellationToken)
    {
        if (target.ConstraintsAreOff) return;
        var dialect = target.Dialect;
        foreach (var child in catalog.Tables)
            foreach (var key in child.ForeignKeys.Where(k => k.FollowsDelete && k.References == table.Name))
            {
                // Rows of the table itself that go with the others are asked for, too.
                var others = child.Name == table.Name ? $" WHERE NOT ({picked})" : "";
                var match = string.Join(" AND ", key.Columns.Zip(key.ReferencedColumns, (c, r) => $"p.{dialect.Quote(r)} = d.{dialect.Quote(c)}"));
                var follows = $"SELECT 1 FROM (SELECT {dialect.QuoteList(key.Columns)} FROM {dialect.Rows(child.Name)}{others}) d "
                    + $"JOIN (SELECT {dialect.QuoteList(key.ReferencedColumns)} FROM {dialect.Rows(table.Name)} WHERE {picked}) p ON {match} LIMIT 1";
                if (await target.ScalarAsync(follows, cancellationToken).ConfigureAwait(false) is not null) throw Errors.DeleteFollowed(model, child.FullName, address.ToString());
            }
    }
}
