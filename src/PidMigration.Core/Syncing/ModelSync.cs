using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using PidMigration.Comparing;
using PidMigration.Conversion;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Rows;

namespace PidMigration.Syncing;

/// <summary>
/// Writes one model's changes into the target, batch by batch, each in a transaction. A changed row is updated,
/// wherever that can be done.
/// </summary>
/// <param name="plan">The changes.</param>
/// <param name="source">The instant at which they were found; the rows are read again from it.</param>
/// <param name="target">The session that writes.</param>
/// <param name="database">The target, for messages.</param>
/// <param name="followed">Tells which other rows the target would change by itself.</param>
internal sealed class ModelSync(
    SyncPlan plan,
    ComparedDatabase source,
    Target target,
    Database database,
    FollowedChanges followed
)
{
    private readonly LoadPlan _load = plan.Plan.WritePlan.ToLoadPlan();
    private readonly RowConverter _converter = plan.Plan.WritePlan.NewConverter();
    private readonly RowBatch _converted = new(1);
    private readonly List<DeferredBatch> _deferredBatches = [];

    private readonly RowStatements _statements = new(
        target.Dialect,
        plan.Plan.Copy.Target,
        [.. plan.Plan.WritePlan.Columns.Select(c => c.Target)]
    );

    /// <summary>Whether no trigger stands against deleting changed rows and inserting them again.</summary>
    public required bool TriggersAllowReplacing { get; init; }

    public long Deleted { get; private set; }

    public long Inserted { get; private set; }

    public long Updated { get; private set; }

    private ComparedSide Source => plan.Plan.Source;

    private ComparedSide Target => plan.Plan.Target;

    /// <summary>
    /// Whether changed rows may be deleted and inserted again, all in one transaction, where two of them swapped a
    /// unique value. Not where the target holds more of a row than the source has, where a trigger would fire, where
    /// its server would check the rows that reference it, or where it could not be rolled back.
    /// </summary>
    private bool MayReplace =>
        TriggersAllowReplacing
        && target.ConstraintsAreOff
        && _load.Table.IsTransactional
        && _load.Table.Columns.All(c => c.Generated || plan.Plan.WritePlan.Columns.Any(p => p.Target.Name == c.Name));

    /// <summary>Deletes the rows that only the target has.</summary>
    public async Task DeleteAsync(CancellationToken cancellationToken)
    {
        var rows = plan.Changes.ToDelete;
        await using var loader = target.OpenLoader(_load);
        foreach (var (first, count) in Target.Chunks(rows))
        {
            string sql;
            if (plan.Plan.HasKey)
            {
                var picked = Target.PickKeys(rows, first, count);
                await followed.CheckAsync(plan.Model, _load.Table, picked, cancellationToken).ConfigureAwait(false);
                sql = Delete(picked);
            }
            else
                sql = string.Join(";\n", Enumerable.Range(first, count).Select(r => _statements.DeleteOne(rows, r)));
            await loader.ReplaceAsync([(sql, count, null)], cancellationToken).ConfigureAwait(false);
            Deleted += count;
        }
    }

    /// <summary>Brings changed rows to the source's values, then inserts those that are missing.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        await using var loader = target.OpenLoader(_load);
        if (!plan.Plan.HasKey)
        {
            // Their rows were kept as a whole.
            if (plan.Inserts > 0)
                await InsertAsync(Convert(plan.Changes.ToInsert), loader, cancellationToken).ConfigureAwait(false);
            return;
        }

        await using var stage =
            plan.Updates > 0 && RowStage.CanUpdate(_load)
                ? await RowStage
                    .OpenAsync(target, _load, followed.OfUpdates(plan.Model, _load), cancellationToken)
                    .ConfigureAwait(false)
                : null;
        await foreach (var rows in ReadAsync(plan.Changes.ToUpdate, cancellationToken).ConfigureAwait(false))
            await WriteOrDeferAsync(true, rows).ConfigureAwait(false);
        await foreach (var rows in ReadAsync(plan.Changes.ToInsert, cancellationToken).ConfigureAwait(false))
            await WriteOrDeferAsync(false, rows).ConfigureAwait(false);
        await WriteDeferredAsync(TryAsync, loader, cancellationToken).ConfigureAwait(false);

        async Task WriteOrDeferAsync(bool isUpdate, RowBatch rows)
        {
            if (await TryAsync(isUpdate, rows).ConfigureAwait(false) is { } error)
                _deferredBatches.Add(new DeferredBatch(isUpdate, CopyOf(rows), error));
        }

        Task<ExceptionDispatchInfo?> TryAsync(bool isUpdate, RowBatch rows) =>
            RefusalOfAsync(
                isUpdate
                    ? UpdateAsync(rows, stage, loader, cancellationToken)
                    : InsertAsync(rows, loader, cancellationToken)
            );
    }

    /// <summary>
    /// Reads the rows of some keys again, as the target takes them. A batch is valid until the next one.
    /// </summary>
    private async IAsyncEnumerable<RowBatch> ReadAsync(
        RowBatch keys,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        foreach (var (first, count) in Source.Chunks(keys))
        {
            var read = Source.ToReadPlan() with
            {
                Columns = [.. plan.Plan.WritePlan.Columns.Select(c => c.Source)],
                Where = Source.PickKeys(keys, first, count),
            };
            await using var reader = source.Read(read, plan.Model, cancellationToken);
            while (await reader.NextAsync().ConfigureAwait(false) is { } batch)
                yield return Convert(batch);
        }
    }

    /// <summary>
    /// Tries the deferred batches again as long as one of them succeeds. Those that still conflict with one another are
    /// replaced, all in one transaction.
    /// </summary>
    private async Task WriteDeferredAsync(
        Func<bool, RowBatch, Task<ExceptionDispatchInfo?>> write,
        BatchLoader loader,
        CancellationToken cancellationToken
    )
    {
        for (var before = int.MaxValue; _deferredBatches.Count > 0 && _deferredBatches.Count < before; )
        {
            before = _deferredBatches.Count;
            foreach (var batch in _deferredBatches.ToList())
                if (await write(batch.IsUpdate, batch.Rows).ConfigureAwait(false) is null)
                    _deferredBatches.Remove(batch);
        }

        if (_deferredBatches.Count == 0)
            return;
        if (!MayReplace)
            _deferredBatches[0].Error.Throw();
        await loader
            .ReplaceAsync([.. _deferredBatches.Select(b => ToPart(b.IsUpdate, b.Rows))], cancellationToken)
            .ConfigureAwait(false);
        Updated += _deferredBatches.Where(b => b.IsUpdate).Sum(b => b.Rows.Rows);
        Inserted += _deferredBatches.Where(b => !b.IsUpdate).Sum(b => b.Rows.Rows);
    }

    private async Task UpdateAsync(
        RowBatch rows,
        RowStage? stage,
        BatchLoader loader,
        CancellationToken cancellationToken
    )
    {
        if (stage is not null)
            await stage.UpdateAsync(rows, cancellationToken).ConfigureAwait(false);
        else if (MayReplace)
            await loader.ReplaceAsync([ToPart(true, rows)], cancellationToken).ConfigureAwait(false);
        else
            throw Errors.CannotUpdate(plan.Model, _load.Table.FullName);
        Updated += rows.Rows;
    }

    private async Task InsertAsync(RowBatch rows, BatchLoader loader, CancellationToken cancellationToken)
    {
        await loader.ReplaceAsync([ToPart(false, rows)], cancellationToken).ConfigureAwait(false);
        Inserted += rows.Rows;
    }

    /// <summary>What the target said where it refused a batch; null where it took it.</summary>
    private async Task<ExceptionDispatchInfo?> RefusalOfAsync(Task writing)
    {
        try
        {
            await writing.ConfigureAwait(false);
            return null;
        }
        catch (Exception e)
            when (e is MigrationException { Kind: FailureKind.WriteError }
                || e is DbException && database.Classify(e) == FailureCause.Other
            )
        {
            return ExceptionDispatchInfo.Capture(e);
        }
    }

    /// <summary>Rows to write, and the statement that deletes those that are there before.</summary>
    private (string? Sql, int Affects, RowBatch? Rows) ToPart(bool isUpdate, RowBatch rows) =>
        isUpdate ? (Delete(Target.PickKeys(KeysOf(rows), 0, rows.Rows)), rows.Rows, rows) : (null, 0, rows);

    private string Delete(string picked) => $"DELETE FROM {target.Dialect.Rows(_load.Table.Name)} WHERE {picked}";

    private RowBatch Convert(RowBatch rows) => _converter.Convert(rows, _converted, null);

    private RowBatch KeysOf(RowBatch rows)
    {
        var fields = plan.Plan.Key.Fields;
        var keys = new RowBatch(fields.Count, 256);
        for (var row = 0; row < rows.Rows; row++)
            keys.AppendRow(rows, row, fields);
        return keys;
    }

    private static RowBatch CopyOf(RowBatch rows)
    {
        var copy = new RowBatch(rows.Columns, Math.Max(rows.Length, 256));
        for (var row = 0; row < rows.Rows; row++)
            copy.AppendRow(rows, row);
        return copy;
    }
}
