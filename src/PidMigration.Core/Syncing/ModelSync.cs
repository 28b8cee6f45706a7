using System.Data.Common;
using System.Runtime.ExceptionServices;
using PidMigration.Comparing;
using PidMigration.Conversion;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Rows;

namespace PidMigration.Syncing;

/// <summary>Writes one model's changes into the target, batch by batch, each in a transaction. A changed row is updated, wherever that can be done.</summary>
internal sealed class ModelSync(
    SyncPlan plan,
    Snapshot snapshot,
    DatabaseAddress source,
    Target target,
    DatabaseAddress into,
    FollowedChanges followed,
    bool mayReplace
)
{
    private readonly LoadPlan _load = plan.Plan.WritePlan.ToLoadPlan();
    private readonly RowConverter _converter = plan.Plan.WritePlan.NewConverter();
    private readonly RowBatch _converted = new(1);

    /// <summary>Batches that met a value which another row still holds, and what they met.</summary>
    private readonly List<(bool Existing, RowBatch Rows, ExceptionDispatchInfo Error)> _deferredBatches = [];

    private readonly RowStatements _statements = new(
        target.Dialect,
        plan.Plan.Copy.Target,
        [.. plan.Plan.WritePlan.Columns.Select(c => c.Target)]
    );

    public long Deleted { get; private set; }

    public long Inserted { get; private set; }

    public long Updated { get; private set; }

    private KeyComparer Key => plan.Plan.Key;

    /// <summary>
    /// Whether changed rows may be deleted and written anew, all in one transaction, where two of them swapped a unique value. Not where
    /// the target holds more of a row than the source has, where a trigger would fire, where its server would look at the rows that refer
    /// to it, or where it could not be rolled back.
    /// </summary>
    private bool MayReplace =>
        mayReplace
        && target.ConstraintsAreOff
        && _load.Table.IsTransactional
        && _load.Table.Columns.All(c => c.Generated || plan.Plan.WritePlan.Columns.Any(p => p.Target.Name == c.Name));

    /// <summary>Deletes the rows that only the target has.</summary>
    public async Task DeleteAsync(Action advanced, CancellationToken cancellationToken)
    {
        var rows = plan.Changes.ToDelete;
        await using var loader = target.OpenLoader(_load);
        for (var first = 0; first < rows.Rows; first += Key.KeysPerQuery)
        {
            var count = Math.Min(Key.KeysPerQuery, rows.Rows - first);
            if (Key.Fields.Count > 0)
                await followed
                    .CheckAsync(
                        plan.Model,
                        _load.Table,
                        Key.ToCondition(rows, first, count, target.Dialect, false),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            var sql =
                Key.Fields.Count > 0
                    ? DeleteByKey(rows, first, count)
                    : string.Join(";\n", Enumerable.Range(first, count).Select(r => _statements.DeleteOne(rows, r)));
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

        await using var stage =
            plan.Updates > 0 && RowStage.CanUpdate(_load)
                ? await RowStage
                    .OpenAsync(target, _load, into, followed.OfUpdates(plan.Model, _load), cancellationToken)
                    .ConfigureAwait(false)
                : null;
        await WriteAsync(plan.Changes.ToUpdate, true, stage, loader, advanced, cancellationToken).ConfigureAwait(false);
        await WriteAsync(plan.Changes.ToInsert, false, stage, loader, advanced, cancellationToken)
            .ConfigureAwait(false);
        await WritePutOffAsync(stage, loader, cancellationToken).ConfigureAwait(false);
        advanced();
    }

    private async Task WriteAsync(
        RowBatch keys,
        bool existing,
        RowStage? stage,
        BatchLoader loader,
        Action advanced,
        CancellationToken cancellationToken
    )
    {
        for (var first = 0; first < keys.Rows; first += Key.KeysPerQuery)
        {
            var count = Math.Min(Key.KeysPerQuery, keys.Rows - first);
            var read = plan.Plan.ToSource() with
            {
                Columns = [.. plan.Plan.WritePlan.Columns.Select(c => c.Source)],
                Where = Key.ToCondition(keys, first, count, plan.Plan.SourceDialect, true),
            };
            await using var reader = ReadAheadReader.Start(snapshot, read, source, plan.Model, cancellationToken);
            while (await reader.NextAsync().ConfigureAwait(false) is { } batch)
            {
                var rows = _converter.Convert(batch, _converted, null);
                if (
                    await MeetsAsync(rows, existing, stage, loader, cancellationToken).ConfigureAwait(false) is
                    { } error
                )
                    _deferredBatches.Add((existing, Copy(rows), error));
                advanced();
            }
        }
    }

    /// <summary>What was put off, once the other rows have their values; what still meets one another, all at once.</summary>
    private async Task WritePutOffAsync(RowStage? stage, BatchLoader loader, CancellationToken cancellationToken)
    {
        for (var before = int.MaxValue; _deferredBatches.Count > 0 && _deferredBatches.Count < before; )
        {
            before = _deferredBatches.Count;
            foreach (var put in _deferredBatches.ToList())
                if (
                    await MeetsAsync(put.Rows, put.Existing, stage, loader, cancellationToken).ConfigureAwait(false)
                    is null
                )
                    _deferredBatches.Remove(put);
        }

        if (_deferredBatches.Count == 0)
            return;
        if (!MayReplace)
            _deferredBatches[0].Error.Throw();
        await loader
            .ReplaceAsync(
                [
                    .. _deferredBatches.Select(p =>
                        (
                            p.Existing ? DeleteByKey(KeysOf(p.Rows), 0, p.Rows.Rows) : null,
                            p.Existing ? p.Rows.Rows : 0,
                            (RowBatch?)p.Rows
                        )
                    ),
                ],
                cancellationToken
            )
            .ConfigureAwait(false);
        foreach (var (existing, rows, _) in _deferredBatches)
            Count(existing, rows.Rows);
    }

    /// <summary>Writes a batch; what it met where the target refused it.</summary>
    private async Task<ExceptionDispatchInfo?> MeetsAsync(
        RowBatch rows,
        bool existing,
        RowStage? stage,
        BatchLoader loader,
        CancellationToken cancellationToken
    )
    {
        try
        {
            if (existing && stage is not null)
                await stage.UpdateAsync(rows, cancellationToken).ConfigureAwait(false);
            else if (existing && !MayReplace)
                throw Errors.CannotUpdate(plan.Model, _load.Table.FullName);
            else
                await loader
                    .ReplaceAsync(
                        [(existing ? DeleteByKey(KeysOf(rows), 0, rows.Rows) : null, existing ? rows.Rows : 0, rows)],
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            Count(existing, rows.Rows);
            return null;
        }
        catch (Exception e)
            when (e is MigrationException { Kind: FailureKind.WriteError }
                || e is DbException && DatabaseDrivers.For(into).Failures.Classify(e) == FailureCause.Other
            )
        {
            return ExceptionDispatchInfo.Capture(e);
        }
    }

    private async Task InsertRowsAsync(BatchLoader loader, CancellationToken cancellationToken)
    {
        if (plan.Changes.ToInsert.Rows == 0)
            return;
        var rows = _converter.Convert(plan.Changes.ToInsert, _converted, null);
        await loader.ReplaceAsync([(null, 0, rows)], cancellationToken).ConfigureAwait(false);
        Inserted += rows.Rows;
    }

    private void Count(bool existing, int rows)
    {
        if (existing)
            Updated += rows;
        else
            Inserted += rows;
    }

    private string DeleteByKey(RowBatch keys, int first, int count) =>
        $"DELETE FROM {target.Dialect.Rows(_load.Table.Name)} WHERE {Key.ToCondition(keys, first, count, target.Dialect, false)}";

    private RowBatch KeysOf(RowBatch rows)
    {
        var keys = new RowBatch(Key.Fields.Count, 256);
        for (var row = 0; row < rows.Rows; row++)
            keys.AppendRow(rows, row, Key.Fields);
        return keys;
    }

    private static RowBatch Copy(RowBatch rows)
    {
        var copy = new RowBatch(rows.Columns, Math.Max(rows.Length, 256));
        for (var row = 0; row < rows.Rows; row++)
            copy.AppendRow(rows, row);
        return copy;
    }
}
