using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Ledgers;
using PidMigration.Planning;

namespace PidMigration.Copying.Indexes;

/// <summary>
/// The indexes and foreign keys of one model's table that are dropped while it is loaded. The ledger has them before
/// the first one is dropped and until the last one is restored: whatever is killed when, nothing is lost. Owned by the
/// model's job.
/// </summary>
internal sealed class DeferredIndexes(
    ModelPlan plan,
    IReadOnlyList<LedgerEntry> entries,
    Ledger ledger,
    CopyOptions options
)
{
    /// <summary>Dropping gains nothing for fewer rows: measured on all four engines (decisions/0006).</summary>
    internal const int WorthwhileRows = 50_000;

    private readonly LedgerEntry _entry = entries[0];
    private readonly bool _isEmpty = entries[0].InitialTargetRows == 0 && entries.All(e => e.Rows == 0);

    /// <summary>Those that are dropped and not restored yet.</summary>
    public IReadOnlyList<IndexDefinition> Pending { get; private set; } =
        entries[0].DeferredIndexes is { } json ? IndexDefinition.FromJson(json) : [];

    /// <summary>Whether indexes are dropped before the model is loaded (again).</summary>
    internal bool ShouldDrop => !_entry.IsDone && !plan.SkipExisting && IsWorthwhile;

    private bool IsWorthwhile =>
        options.DeferIndexes switch
        {
            // After an earlier attempt: what it dropped stays dropped, but nothing more is dropped for the rest of the
            // rows.
            _ when Pending.Count > 0 => plan.SourceRows >= WorthwhileRows,
            IndexDeferral.Never => false,
            IndexDeferral.Always => _isEmpty,
            _ => _isEmpty && plan.SourceRows >= WorthwhileRows,
        };

    /// <summary>Drops what can be dropped and restored exactly, where that makes the load faster.</summary>
    public async Task DropAsync(Target target, CancellationToken cancellationToken)
    {
        if (!ShouldDrop)
            return;
        if (Pending.Count == 0)
        {
            var inventory = await target.Indexes.ReadAsync(plan.Target.Name, cancellationToken).ConfigureAwait(false);
            if (inventory.Droppable.Count == 0)
                return;
            await SetPendingAsync(inventory.Droppable, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            await target.Indexes.DropAsync(plan.Target.Name, Pending, cancellationToken).ConfigureAwait(false);
        }
        catch (MigrationException e) when (e.Code == LedgerErrors.NotTakenOffCode && _entry.DeferredIndexes is null)
        {
            // Something depends on them, so the server keeps all of them: rows are loaded with the indexes in place.
            await SetPendingAsync([], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Restores what can be restored now.</summary>
    /// <param name="target">The session that does it.</param>
    /// <param name="pendingTables">The tables that aren't loaded yet.</param>
    /// <param name="cancellationToken">Stops it; what is restored stays.</param>
    /// <exception cref="MigrationException">PID1921 to PID1924: the first one that could not be restored.</exception>
    public async Task RestoreAsync(
        Target target,
        IReadOnlySet<TableName> pendingTables,
        CancellationToken cancellationToken
    )
    {
        var restorable = FindRestorable(pendingTables);
        if (restorable.Count == 0)
            return;
        var result = await target
            .Indexes.RestoreAsync(plan.Target.Name, restorable, cancellationToken)
            .ConfigureAwait(false);
        // While one is missing, the ledger keeps all of them: their order counts.
        if (result.Failed.Count > 0)
            throw result.Failed[0].Error;
        await SetPendingAsync([.. Pending.Except(restorable)], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>All but the foreign keys to tables that aren't loaded yet.</summary>
    internal IReadOnlyList<IndexDefinition> FindRestorable(IReadOnlySet<TableName> pendingTables) =>
        [.. Pending.Where(d => !Waits(d, pendingTables))];

    private bool Waits(IndexDefinition definition, IReadOnlySet<TableName> pendingTables) =>
        definition.Kind == IndexKind.ForeignKey
        && plan.Target.ForeignKeys.FirstOrDefault(k => k.Name == definition.Name) is { } key
        && key.References != plan.Target.Name
        && pendingTables.Contains(key.References);

    /// <summary>First in the ledger, then here: what isn't known to be recorded isn't dropped.</summary>
    private async Task SetPendingAsync(IReadOnlyList<IndexDefinition> pending, CancellationToken cancellationToken)
    {
        var json = pending.Count == 0 ? null : IndexDefinition.ToJson(pending);
        await ledger.SetDeferredIndexesAsync(_entry, json, cancellationToken).ConfigureAwait(false);
        Pending = pending;
    }
}
