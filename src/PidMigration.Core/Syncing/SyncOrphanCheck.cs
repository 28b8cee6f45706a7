using System.Globalization;
using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Rows;

namespace PidMigration.Syncing;

/// <summary>Looks whether the rows that were written refer to rows that are there, and whether others refer to rows that were deleted. Constraints were off, so the server didn't.</summary>
internal sealed class SyncOrphanCheck(Target target, DatabaseCatalog catalog)
{
    /// <summary>One description for each foreign key by which rows point nowhere.</summary>
    public async Task<IReadOnlyList<string>> CheckAsync(
        SyncPlan plan,
        bool deleted,
        CancellationToken cancellationToken
    )
    {
        var found = new List<string>();
        var table = plan.Plan.Copy.Target;
        foreach (var keys in (RowBatch[])[plan.Changes.ToInsert, plan.Changes.ToUpdate])
        foreach (var key in table.ForeignKeys.Where(k => !k.IsOfPartition))
            await CheckWrittenAsync(plan, table, key, keys, found, cancellationToken).ConfigureAwait(false);
        var went = deleted && plan.Deletes > 0;
        // What others refer to need not be the key: an update may take it from them.
        bool MayHaveGone(ForeignKey key) =>
            went || plan.Updates > 0 && !key.ReferencedColumns.All(table.PrimaryKey.Contains);
        foreach (var child in catalog.Tables)
        foreach (
            var key in child.ForeignKeys.Where(k => k.References == table.Name && !k.IsOfPartition && MayHaveGone(k))
        )
            await OrphanReport.AddAsync(found, target, child, key, cancellationToken).ConfigureAwait(false);

        return found;
    }

    private async Task CheckWrittenAsync(
        SyncPlan plan,
        Table table,
        ForeignKey key,
        RowBatch keys,
        List<string> found,
        CancellationToken cancellationToken
    )
    {
        // Without a key the rows can't be picked; all are looked at.
        if (plan.Plan.Key.Fields.Count == 0)
        {
            if (keys.Rows > 0)
                await OrphanReport.AddAsync(found, target, table, key, cancellationToken).ConfigureAwait(false);
            return;
        }

        var dialect = target.Dialect;
        long rows = 0;
        for (var first = 0; first < keys.Rows; first += plan.Plan.Key.KeysPerQuery)
        {
            var picked = plan.Plan.Key.ToCondition(
                keys,
                first,
                Math.Min(plan.Plan.Key.KeysPerQuery, keys.Rows - first),
                dialect,
                false
            );
            var present = string.Join(" AND ", key.Columns.Select(c => $"d.{dialect.Quote(c)} IS NOT NULL"));
            var match = dialect.Refers(key, "d", "p");
            rows += Convert.ToInt64(
                await target
                    .ScalarAsync(
                        $"SELECT COUNT(*) FROM (SELECT {dialect.QuoteList(key.Columns)} FROM {dialect.Rows(table.Name)} WHERE {picked}) d WHERE {present} AND NOT EXISTS (SELECT 1 FROM {dialect.Rows(key.References)} p WHERE {match})",
                        cancellationToken
                    )
                    .ConfigureAwait(false),
                CultureInfo.InvariantCulture
            );
        }

        if (rows > 0)
            found.Add(OrphanReport.Describe(rows, table, key, []));
    }
}
