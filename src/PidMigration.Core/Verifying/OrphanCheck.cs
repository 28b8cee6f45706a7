using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Planning;

namespace PidMigration.Verifying;

/// <summary>
/// Looks for rows of the target whose foreign keys point nowhere: constraints were off while rows arrived, so the server didn't.
/// </summary>
internal sealed class OrphanCheck(DatabaseCatalog catalog)
{
    private readonly HashSet<(TableName Child, string Columns)> _done = [];
    private readonly Dictionary<TableName, CommittedKeys> _copied = [];
    private readonly Lock _gate = new();

    /// <summary>What watches the keys of a model's rows, as far as they are wanted here.</summary>
    public CommittedKeys Track(ModelPlan plan) =>
        new(plan, catalog.Tables.Any(t => t.ForeignKeys.Any(k => k.References == plan.Target.Name)));

    /// <summary>A table was copied as a whole: its keys are known.</summary>
    public void MarkCopied(CommittedKeys keys)
    {
        lock (_gate)
            _copied[keys.Table] = keys;
    }

    /// <summary>
    /// Checks the foreign keys of a table whose parents are all settled, and those of other tables that refer to it, skipping what
    /// was checked before. <paramref name="unsettled"/> holds the tables that are still to be written.
    /// </summary>
    /// <returns>One description for each key that has orphans.</returns>
    public async Task<IReadOnlyList<string>> CheckAsync(
        Target target,
        Table table,
        IReadOnlySet<TableName> unsettled,
        CancellationToken cancellationToken
    )
    {
        var found = new List<string>();
        // Rows of other partitions may point anywhere: of a key that binds one partition only, nothing can be said of the whole table.
        foreach (var key in table.ForeignKeys.Where(k => !k.IsOfPartition))
            if (!unsettled.Contains(key.References))
                await CheckAsync(target, table, key, found, cancellationToken).ConfigureAwait(false);
        foreach (var child in catalog.Tables)
            if (child.Name != table.Name && !unsettled.Contains(child.Name))
                foreach (var key in child.ForeignKeys.Where(k => !k.IsOfPartition))
                    if (key.References == table.Name)
                        await CheckAsync(target, child, key, found, cancellationToken).ConfigureAwait(false);
        return found;
    }

    private async Task CheckAsync(
        Target target,
        Table child,
        ForeignKey key,
        List<string> found,
        CancellationToken cancellationToken
    )
    {
        var name = (child.Name, string.Join(',', key.Columns));
        lock (_gate)
            if (!_done.Add(name) || IsKnownWhole(child, key))
                return;
        try
        {
            await OrphanReport.AddAsync(found, target, child, key, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // Not answered: asked again when the model is tried again.
            lock (_gate)
                _done.Remove(name);
            throw;
        }
    }

    /// <summary>
    /// Whether both tables were copied in this run, and every number that was committed as a foreign key was committed as a key.
    /// Anything less, and the server is asked.
    /// </summary>
    private bool IsKnownWhole(Table child, ForeignKey key) =>
        key.Columns.Count == 1
        && _copied.TryGetValue(child.Name, out var theirs)
        && theirs.TryGet(key.Columns[0]) is { } refers
        && _copied.TryGetValue(key.References, out var parents)
        && parents.TryGet(key.ReferencedColumns[0]) is { } keys
        && refers.IsSubsetOf(keys);
}
