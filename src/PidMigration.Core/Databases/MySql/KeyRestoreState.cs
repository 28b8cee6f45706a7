using PidMigration.Databases.Indexes;
using PidMigration.Failures;

namespace PidMigration.Databases.MySql;

/// <summary>How far the putting back of a table's keys has come.</summary>
internal sealed class KeyRestoreState(IReadOnlyList<IndexDefinition> definitions)
{
    private readonly HashSet<IndexDefinition> _done = [];
    private readonly Dictionary<IndexDefinition, MigrationException> _failed = [];

    /// <summary>Those that are not back, in order, and why.</summary>
    public IReadOnlyList<(IndexDefinition, MigrationException)> Failed =>
        [.. definitions.Where(_failed.ContainsKey).Select(d => (d, _failed[d]))];

    public bool IsDone(IndexDefinition definition) => _done.Contains(definition);

    public void Done(IEnumerable<IndexDefinition> some) => _done.UnionWith(some);

    /// <summary>
    /// It can't be restored. A foreign key that needs it can't be either: the server would make an index of its own for
    /// it.
    /// </summary>
    public void Fail(IndexDefinition definition, MigrationException error)
    {
        _failed[definition] = error;
        if (definition.Kind == IndexKind.ForeignKey)
            return;
        foreach (
            var key in definitions.Where(d =>
                d.Kind == IndexKind.ForeignKey
                && !_done.Contains(d)
                && Serves(definition, d)
                && !definitions.Any(o => !_failed.ContainsKey(o) && Serves(o, d))
            )
        )
            _failed.TryAdd(
                key,
                LedgerErrors.NotRebuilt(
                    key.Table.ToString(),
                    key.Name,
                    $"it needs the index {definition.Name}, which is missing.",
                    key.Create
                )
            );
    }

    public List<IndexDefinition> Wanted(IEnumerable<IndexDefinition> missing) =>
        [.. missing.Where(d => !_done.Contains(d) && !_failed.ContainsKey(d))];

    /// <summary>
    /// The key that the server names in its message; it stands last, on MySQL after its table's name.
    /// </summary>
    public static IndexDefinition? FindOffender(IEnumerable<IndexDefinition> wanted, string message) =>
        wanted
            .Where(d =>
                d.Kind == IndexKind.UniqueIndex
                && (
                    message.EndsWith($"'{d.Name}'", StringComparison.Ordinal)
                    || message.EndsWith($".{d.Name}'", StringComparison.Ordinal)
                )
            )
            .MaxBy(d => d.Name.Length);

    /// <summary>
    /// The parts of the statement. The server lists a new key after the others of its sort, so those that belong
    /// after it are dropped and restored in the same statement; it doesn't build them again for that.
    /// </summary>
    public IEnumerable<string> Clauses(IReadOnlyList<IndexDefinition> wanted, IReadOnlyList<IndexDefinition> found)
    {
        var moved = new HashSet<IndexDefinition>();
        foreach (var kind in (IndexKind[])[IndexKind.UniqueIndex, IndexKind.Index])
            moved.UnionWith(
                definitions.Where(d => d.Kind == kind).SkipWhile(d => !wanted.Contains(d)).Where(found.Contains)
            );
        return moved
            .Select(d => d.DropClause!)
            .Concat(definitions.Where(d => wanted.Contains(d) || moved.Contains(d)).Select(d => d.CreateClause!));
    }

    private static bool Serves(IndexDefinition index, IndexDefinition key) =>
        index.Kind != IndexKind.ForeignKey
        && index.Columns.Count >= key.Columns.Count
        && index.Columns.Take(key.Columns.Count).SequenceEqual(key.Columns, StringComparer.OrdinalIgnoreCase);
}
