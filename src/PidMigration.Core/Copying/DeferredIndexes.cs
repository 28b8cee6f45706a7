using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Ledgers;
using PidMigration.Planning;

namespace PidMigration.Copying;

/// <summary>
/// The indexes and foreign keys that are off one model's table while it is loaded. They stand in the ledger before the first of
/// them is taken off, and until the last of them is back: whatever is killed when, nothing is lost.
/// </summary>
internal sealed class DeferredIndexes(
    ModelPlan plan,
    IReadOnlyList<LedgerEntry> lines,
    Ledger ledger,
    CopyOptions options
)
{
    private readonly LedgerEntry _entry = lines[0];
    private readonly bool _isEmpty = lines[0].InitialTargetRows == 0 && lines.All(l => l.Rows == 0);

    /// <summary>Fewer rows than this gain nothing: measured on all four engines (docs/performance.md).</summary>
    private const int WorthIt = 50_000;

    private IReadOnlyList<IndexDefinition> _pending = lines[0].DeferredIndexes is null
        ? []
        : IndexDefinition.FromJson(lines[0].DeferredIndexes!);

    public IReadOnlyList<IndexDefinition> Pending => _pending;

    /// <summary>Takes off what can be taken off, where that helps.</summary>
    public async Task DropAsync(Target target, CancellationToken cancellationToken)
    {
        if (!IsWanted())
            return;
        if (_pending.Count == 0)
        {
            var list = await target.Indexes.ReadAsync(plan.Target.Name, cancellationToken).ConfigureAwait(false);
            if (list.Droppable.Count == 0)
                return;
            await ledger
                .SetDeferredIndexesAsync(_entry, IndexDefinition.ToJson(list.Droppable), cancellationToken)
                .ConfigureAwait(false);
            _pending = list.Droppable;
        }

        try
        {
            await target.Indexes.DropAsync(plan.Target.Name, _pending, cancellationToken).ConfigureAwait(false);
        }
        catch (MigrationException e) when (e.Code == LedgerErrors.NotTakenOffCode && _entry.DeferredIndexes is null)
        {
            // The server keeps all of them, for whatever depends on them: rows are loaded with the indexes on.
            await ledger.SetDeferredIndexesAsync(_entry, null, cancellationToken).ConfigureAwait(false);
            _pending = [];
        }
    }

    /// <summary>Puts back what can be put back now: a foreign key waits for the table that it refers to.</summary>
    /// <exception cref="MigrationException">PID1921 to PID1924: the first one that could not be put back.</exception>
    public async Task RestoreAsync(
        Target target,
        IReadOnlySet<TableName> unsettled,
        CancellationToken cancellationToken
    )
    {
        var now = _pending.Where(d => !Waits(d, unsettled)).ToList();
        if (now.Count == 0)
            return;
        var outcome = await target.Indexes.RestoreAsync(plan.Target.Name, now, cancellationToken).ConfigureAwait(false);
        var missing = outcome.Failed.Select(f => f.Definition).ToHashSet();
        // All of them are kept in the ledger while one is missing: their order counts.
        if (missing.Count > 0)
            throw outcome.Failed[0].Error;
        var left = _pending.Except(now).ToList();
        await ledger
            .SetDeferredIndexesAsync(_entry, left.Count == 0 ? null : IndexDefinition.ToJson(left), cancellationToken)
            .ConfigureAwait(false);
        _pending = left;
    }

    private bool Waits(IndexDefinition definition, IReadOnlySet<TableName> unsettled) =>
        definition.Kind == IndexKind.ForeignKey
        && plan.Target.ForeignKeys.FirstOrDefault(k => k.Name == definition.Name) is { } key
        && key.References != plan.Target.Name
        && unsettled.Contains(key.References);

    private bool IsWanted() =>
        !_entry.IsDone
        && !plan.SkipExisting
        && options.DeferIndexes switch
        {
            // Behind an earlier attempt: what it took off stays off, and nothing more is taken off for a rest.
            _ when _pending.Count > 0 => plan.SourceRows >= WorthIt,
            IndexDeferral.Never => false,
            IndexDeferral.Always => _isEmpty,
            _ => _isEmpty && plan.SourceRows >= WorthIt,
        };
}
