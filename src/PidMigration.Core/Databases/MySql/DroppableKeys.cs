namespace PidMigration.Databases.MySql;

/// <summary>
/// Which keys of a table can be dropped and restored so that SHOW CREATE TABLE is the same afterwards. The server
/// lists unique keys before others and, among those, new ones last; so what stands before a key that stays has to stay
/// too.
/// </summary>
internal sealed class DroppableKeys
{
    private readonly Dictionary<TableKey, string> _kept = [];

    /// <param name="table">The table.</param>
    /// <param name="depended">
    /// The names of keys that foreign keys of any table refer to; null among them where it isn't known which.
    /// </param>
    /// <param name="loose">The foreign keys of this table that may not be declared again.</param>
    public DroppableKeys(
        ShowCreateTableParser table,
        IReadOnlyCollection<string?> depended,
        IReadOnlyCollection<string> loose
    )
    {
        All = TableKey.All(table);
        var primary = All.FirstOrDefault(k => k.Kind == TableKeyKind.Primary);
        var counted = table
            .Clauses.Where(c => c.StartsWith('`') && c.Contains("AUTO_INCREMENT", StringComparison.Ordinal))
            .Select(ShowCreateTableParser.NameIn)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var key in All)
            Classify(key, primary, counted, depended);
        foreach (var foreign in All.Where(k => k.Kind == TableKeyKind.Foreign && loose.Contains(k.Name)))
        {
            _kept[foreign] = "it refers to columns without a unique key, and might not be restorable";
            foreach (var key in All.Where(k => k.Kind != TableKeyKind.Foreign && k.Serves(foreign)))
                _kept.TryAdd(key, $"the foreign key {foreign.Name} needs it");
        }

        var computed = table
            .Clauses.Where(c => c.StartsWith('`') && c.Contains(" VIRTUAL", StringComparison.Ordinal))
            .Select(c => ShowCreateTableParser.NameIn(c)!)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        KeepOrder(k => k.Kind == TableKeyKind.Unique, computed);
        KeepOrder(k => k.Kind is TableKeyKind.Plain or TableKeyKind.Spatial, computed);
        foreach (var foreign in All.Where(k => k.Kind == TableKeyKind.Foreign && !_kept.ContainsKey(k)))
            if (All.Any(k => k.Kind != TableKeyKind.Foreign && !IsDroppable(k) && k.Serves(foreign)))
                _kept[foreign] = "no index that it needs is dropped";
    }

    /// <summary>All keys in the server's order, the primary one too.</summary>
    public IReadOnlyList<TableKey> All { get; }

    public IEnumerable<TableKey> Droppable => All.Where(IsDroppable);

    public IReadOnlyList<(string Name, string Why)> Kept =>
        [.. All.Where(_kept.ContainsKey).Select(k => (k.Name, _kept[k]))];

    private bool IsDroppable(TableKey key) => key.Kind != TableKeyKind.Primary && !_kept.ContainsKey(key);

    private void Classify(
        TableKey key,
        TableKey? primary,
        HashSet<string?> counted,
        IReadOnlyCollection<string?> depended
    )
    {
        var why = key.Kind switch
        {
            TableKeyKind.Primary or TableKeyKind.Foreign => null,
            TableKeyKind.Other => "the server builds it with settings of its own",
            TableKeyKind.Unique when primary is null =>
                "the table has no primary key, and InnoDB may order its rows by this index",
            TableKeyKind.Unique when key.Clause.Contains("WITHOUT OVERLAPS", StringComparison.Ordinal) =>
                "it is more than a unique index",
            _ when key.Columns.Count == 0 => "it is on an expression",
            _ when counted.Contains(key.Columns[0]) && (primary is null || primary.Columns[0] != key.Columns[0]) =>
                "AUTO_INCREMENT uses it",
            _ when depended.Contains(key.Name) => "a foreign key refers to it",
            _ when depended.Contains(null) =>
                "a foreign key refers to this table, and the server doesn't tell through which key",
            _ => null,
        };
        if (why is not null)
            _kept[key] = why;
    }

    /// <summary>
    /// A key that stays would come before those that are restored: all before it stay too. One over an expression has a
    /// hidden computed column, and MySQL lists those over computed columns after the others.
    /// </summary>
    private void KeepOrder(Func<TableKey, bool> among, HashSet<string> computed)
    {
        var keys = All.Where(among).ToList();
        Keep(keys.FindLastIndex(k => k.Columns.Count > 0 && _kept.ContainsKey(k)), _ => true);
        Keep(keys.FindLastIndex(k => k.Columns.Count == 0), k => k.Columns.Any(computed.Contains));
        void Keep(int last, Func<TableKey, bool> which)
        {
            foreach (var key in keys.Take(Math.Max(last, 0)).Where(which))
                _kept.TryAdd(key, $"it precedes {keys[last].Name}, which can't be dropped");
        }
    }
}
