using PidMigration.Failures;

namespace PidMigration.Databases.MySql;

/// <summary>How far the putting back of a table's keys has come.</summary>
internal sealed class Rebuild(IReadOnlyList<Definition> definitions)
{
    private readonly HashSet<Definition> _done = [];
    private readonly Dictionary<Definition, MigrationException> _failed = [];

    /// <summary>Those that are not back, in order, and why.</summary>
    public IReadOnlyList<(Definition, MigrationException)> Failed => [.. definitions.Where(_failed.ContainsKey).Select(d => (d, _failed[d]))];

    /// <summary>Whether it is back.</summary>
    public bool IsDone(Definition definition) => _done.Contains(definition);

    /// <summary>These are back.</summary>
    public void Done(IEnumerable<Definition> some) => _done.UnionWith(some);

    /// <summary>
    /// It can't be put back. A foreign key that needs it can't be either: the server would make an index of its own for it.
    /// </summary>
    public void Fail(Definition definition, MigrationException error)
    {
        _failed[definition] = error;
        if (definition.Kind == DefinitionKind.ForeignKey) return;
        foreach (var key in definitions.Where(d => d.Kind == DefinitionKind.ForeignKey && !_done.Contains(d) && Serves(definition, d) && !definitions.Any(o => !_failed.ContainsKey(o) && Serves(o, d))))
            _failed.TryAdd(key, LedgerErrors.NotRebuilt(key.Table.ToString(), key.Name, $"it needs the index {definition.Name}, which is missing.", key.Create));
    }

    /// <summary>What is still to be put back.</summary>
    public List<Definition> Wanted(IEnumerable<Definition> missing) => [.. missing.Where(d => !_done.Contains(d) && !_failed.ContainsKey(d))];

    /// <summary>The key that the server names in its message; it stands last, on MySQL behind its table's name.</summary>
    public static Definition? Blamed(IEnumerable<Definition> wanted, string message) => wanted
        .Where(d => d.Kind == DefinitionKind.UniqueIndex && (message.EndsWith($"'{d.Name}'", StringComparison.Ordinal) || message.EndsWith($".{d.Name}'", StringComparison.Ordinal)))
        .MaxBy(d => d.Name.Length);

    /// <summary>
    /// The parts of the statement. The server lists a new key behind the others of its sort, so those that belong behind it are taken
    /// off and put back in the same statement; it doesn't build them again for that.
    /// </summary>
    public IEnumerable<string> Clauses(IReadOnlyList<Definition> wanted, IReadOnlyList<Definition> found)
    {
        var moved = new HashSet<Definition>();
        foreach (var kind in (DefinitionKind[])[DefinitionKind.UniqueIndex, DefinitionKind.Index])
            moved.UnionWith(definitions.Where(d => d.Kind == kind).SkipWhile(d => !wanted.Contains(d)).Where(found.Contains));
        return moved.Select(d => d.DropClause!).Concat(definitions.Where(d => wanted.Contains(d) || moved.Contains(d)).Select(d => d.CreateClause!));
    }

    private static bool Serves(Definition index, Definition key) => index.Kind != DefinitionKind.ForeignKey
        && index.Columns.Count >= key.Columns.Count && index.Columns.Take(key.Columns.Count).SequenceEqual(key.Columns, StringComparer.OrdinalIgnoreCase);
}
