using PidMigration.Comparing;
using PidMigration.Conversion;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Rows;

namespace PidMigration.Syncing;

/// <summary>Writes one model's changes into the target, batch by batch, each in a transaction.</summary>
internal sealed class ModelSync(SyncPlan plan, Snapshot snapshot, DatabaseAddress source, Target target)
{
    private const int KeysPerQuery = 1000;

    private readonly LoadPlan _load = plan.Plan.Written.ToLoadPlan();
    private readonly RowConverter _converter = new(plan.Plan.Written);
    private readonly RowBatch _converted = new(1);

    /// <summary>Batches that met a value which another row still holds: two rows that swapped a unique value want to be written together.</summary>
    private readonly List<(string? First, int Affects, RowBatch Rows)> _putOff = [];

    private readonly RowStatements _statements = new(target.Dialect, plan.Plan.Copy.Target, [.. plan.Plan.Written.Columns.Select(c => c.Target)]);

    /// <summary>The rows deleted so far.</summary>
    public long Deleted { get; private set; }

    /// <summary>The rows inserted so far.</summary>
    public long Inserted { get; private set; }

    /// <summary>The rows updated so far.</summary>
    public long Updated { get; private set; }

    private RowKey Key => plan.Plan.Key;

    /// <summary>
    /// Whether a changed row may be deleted and written anew. Not where the target holds more of it than the source has, or where
    /// its server would look at the rows that refer to it.
    /// </summary>
    private bool MayReplace => target.ConstraintsAreOff
        && plan.Plan.Copy.Target.Columns.All(c => c.Generated || plan.Plan.Written.Columns.Any(p => p.Target.Name == c.Name));

    /// <summary>Deletes the rows that only the target has.</summary>
    public async Task DeleteAsync(Action advanced, CancellationToken cancellationToken)
    {
        var rows = plan.Changes.ToDelete;
        await using var loader = target.OpenLoader(_load);
        for (var first = 0; first < rows.Rows; first += KeysPerQuery)
        {
            var count = Math.Min(KeysPerQuery, rows.Rows - first);
            var sql = Key.Fields.Count > 0 ? DeleteByKey(rows, first, count) : string.Join(";\n", Enumerable.Range(first, count).Select(r => _statements.DeleteOne(rows, r)));
            await loader.ReplaceAsync([(sql, count, null)], cancellationToken).ConfigureAwait(false);
            Deleted += count;
            advanced();
        }
    }

    /// <summary>Brings changed rows to the source's values, then inserts those that are missing.</summary>
    public async Task WriteAsync(Action advanced, CancellationToken cancellationToken)
    {
        await using var loader = target.OpenLoader(_load);
        if (Key.Fields.Count == 0)
        {
            await InsertRowsAsync(loader, cancellationToken).ConfigureAwait(false);
            advanced();
            return;
        }

        await WriteAsync(plan.Changes.ToUpdate, true, loader, advanced, cancellationToken).ConfigureAwait(false);
        await WriteAsync(plan.Changes.ToInsert, false, loader, advanced, cancellationToken).ConfigureAwait(false);
        if (_putOff.Count == 0) return;
        await loader.ReplaceAsync([.. _putOff.Select(p => (p.First, p.Affects, (RowBatch?)p.Rows))], cancellationToken).ConfigureAwait(false);
        foreach (var (first, _, rows) in _putOff) Count(first is not null, rows.Rows);
        advanced();
    }

    private async Task WriteAsync(RowBatch keys, bool existing, BatchLoader loader, Action advanced, CancellationToken cancellationToken)
    {
        for (var first = 0; first < keys.Rows; first += KeysPerQuery)
        {
            var count = Math.Min(KeysPerQuery, keys.Rows - first);
            var read = plan.Plan.ToSource() with { Columns = [.. plan.Plan.Written.Columns.Select(c => c.Source)], Where = Key.Pick(keys, first, count, plan.Plan.SourceDialect, true) };
            await using var reader = SideReader.Start(snapshot, read, source, plan.Model, cancellationToken);
            while (await reader.NextAsync().ConfigureAwait(false) is { } batch)
            {
                var rows = _converter.Convert(batch, _converted, null);
                await WriteBatchAsync(rows, existing, loader, cancellationToken).ConfigureAwait(false);
                advanced();
            }
        }
    }

    private async Task WriteBatchAsync(RowBatch rows, bool existing, BatchLoader loader, CancellationToken cancellationToken)
    {
        if (existing && !MayReplace)
        {
            await loader.ReplaceAsync([(_statements.Update(rows, 0, rows.Rows, Key.Fields), rows.Rows, null)], cancellationToken).ConfigureAwait(false);
            Updated += rows.Rows;
            return;
        }

        var first = existing ? DeleteByKey(KeysOf(rows), 0, rows.Rows) : null;
        try
        {
            await loader.ReplaceAsync([(first, existing ? rows.Rows : 0, rows)], cancellationToken).ConfigureAwait(false);
            Count(existing, rows.Rows);
        }
        catch (MigrationException e) when (e.Kind == FailureKind.WriteError)
        {
            _putOff.Add((first, existing ? rows.Rows : 0, Copy(rows)));
        }
    }

    private async Task InsertRowsAsync(BatchLoader loader, CancellationToken cancellationToken)
    {
        if (plan.Changes.ToInsert.Rows == 0) return;
        var rows = _converter.Convert(plan.Changes.ToInsert, _converted, null);
        await loader.ReplaceAsync([(null, 0, rows)], cancellationToken).ConfigureAwait(false);
        Inserted += rows.Rows;
    }

    private void Count(bool existing, int rows)
    {
        if (existing) Updated += rows;
        else Inserted += rows;
    }

    private string DeleteByKey(RowBatch keys, int first, int count) => $"DELETE FROM {target.Dialect.Quote(_load.Table.Name)} WHERE {Key.Pick(keys, first, count, target.Dialect, false)}";

    private RowBatch KeysOf(RowBatch rows)
    {
        var keys = new RowBatch(Key.Fields.Count, 256);
        for (var row = 0; row < rows.Rows; row++) keys.AppendRow(rows, row, Key.Fields);
        return keys;
    }

    private static RowBatch Copy(RowBatch rows)
    {
        var copy = new RowBatch(rows.Columns, Math.Max(rows.Length, 256));
        for (var row = 0; row < rows.Rows; row++) copy.AppendRow(rows, row);
        return copy;
    }
}
