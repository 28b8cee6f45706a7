using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Planning;

namespace PidMigration.Verifying;

/// <summary>
/// Finds rows of the target whose foreign keys reference a missing row. Constraints were off while rows were written,
/// so the server didn't.
/// </summary>
internal sealed class OrphanCheck(DatabaseCatalog catalog)
{
    private readonly HashSet<(TableName Child, string Columns)> _checked = [];
    private readonly Dictionary<TableName, CommittedKeys> _copied = [];
    private readonly Lock _gate = new();

    /// <summary>Collects the keys of a model's rows while they are copied, as far as this check can use them.</summary>
    public CommittedKeys Track(ModelPlan plan) => new(plan, Referring(plan.Target.Name).Any());

    /// <summary>A table was copied as a whole: its keys are known.</summary>
    public void MarkCopied(CommittedKeys keys)
    {
        lock (_gate)
            _copied[keys.Table] = keys;
    }

    /// <summary>
    /// After a copy: checks the foreign keys of a table whose parents are all written, and those of other tables that
    /// reference it, without those that were checked before.
    /// </summary>
    /// <param name="target">The session that asks.</param>
    /// <param name="table">The table that was copied.</param>
    /// <param name="pending">The tables that are still to be written.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>One description for each key that has orphans.</returns>
    public async Task<IReadOnlyList<string>> CheckCopiedAsync(
        Target target,
        Table table,
        IReadOnlySet<TableName> pending,
        CancellationToken cancellationToken
    )
    {
        var found = new List<string?>();
        var own = KeysOf(table).Where(k => !pending.Contains(k.References)).Select(k => (Child: table, Key: k));
        var others = Referring(table.Name).Where(r => r.Child.Name != table.Name && !pending.Contains(r.Child.Name));
        foreach (var (child, key) in own.Concat(others))
            if (BeginCheck(child, key))
                try
                {
                    found.Add(
                        await OrphanReport
                            .FindAsync(target, child, key, [null], cancellationToken)
                            .ConfigureAwait(false)
                    );
                }
                catch
                {
                    // Not answered: asked again when the model is retried.
                    lock (_gate)
                        _checked.Remove(NameOf(child, key));
                    throw;
                }

        return [.. found.OfType<string>()];
    }

    /// <summary>
    /// After a sync: checks the foreign keys of the rows that were written, and those of rows that may have referenced
    /// missing rows now.
    /// </summary>
    /// <param name="target">The session that asks.</param>
    /// <param name="written">What was written into one table.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>One description for each key that has orphans.</returns>
    public async Task<IReadOnlyList<string>> CheckSyncedAsync(
        Target target,
        WrittenRows written,
        CancellationToken cancellationToken
    )
    {
        var found = new List<string?>();
        var table = written.Table;
        foreach (var key in KeysOf(table))
            found.Add(
                await OrphanReport
                    .FindAsync(target, table, key, written.Conditions, cancellationToken)
                    .ConfigureAwait(false)
            );
        foreach (var (child, key) in Referring(table.Name).Where(r => written.MayBreak(r.Key)))
            found.Add(
                await OrphanReport.FindAsync(target, child, key, [null], cancellationToken).ConfigureAwait(false)
            );
        return [.. found.OfType<string>()];
    }

    /// <summary>
    /// A table's foreign keys that bind all of its rows: of one that binds a partition only, nothing can be said of the
    /// table.
    /// </summary>
    private static IEnumerable<ForeignKey> KeysOf(Table table) => table.ForeignKeys.Where(k => !k.IsOfPartition);

    private IEnumerable<(Table Child, ForeignKey Key)> Referring(TableName parent) =>
        from child in catalog.Tables
        from key in KeysOf(child)
        where key.References == parent
        select (child, key);

    /// <summary>Whether the server has to be asked about a key; it counts as checked from here on.</summary>
    private bool BeginCheck(Table child, ForeignKey key)
    {
        lock (_gate)
            return _checked.Add(NameOf(child, key)) && !IsKnownWhole(child, key);
    }

    /// <summary>
    /// Whether both tables were copied in this run, and every number that was committed as a foreign key was committed
    /// as a key. Anything less, and the server is asked.
    /// </summary>
    private bool IsKnownWhole(Table child, ForeignKey key) =>
        key.Columns.Count == 1
        && _copied.TryGetValue(child.Name, out var theirs)
        && theirs.TryGet(key.Columns[0]) is { } refers
        && _copied.TryGetValue(key.References, out var parents)
        && parents.TryGet(key.ReferencedColumns[0]) is { } keys
        && refers.IsSubsetOf(keys);

    private static (TableName Child, string Columns) NameOf(Table child, ForeignKey key) =>
        (child.Name, string.Join(',', key.Columns));
}
