using PidMigration.Catalog;
using PidMigration.Failures;

namespace PidMigration.Databases.Indexes;

/// <summary>
/// Takes secondary indexes and foreign keys off a target's table and puts them back, byte for byte as they were: a load
/// into a table without them and a build afterwards is faster than row by row. The caller writes the definitions down,
/// and commits that, before it takes anything off. Not to be called inside a transaction.
/// </summary>
public abstract class IndexManager
{
    /// <summary>
    /// What can be dropped. Changes nothing. What can't be restored exactly, or what something else depends on, is
    /// kept; without the rights to put things back nothing is droppable, and the reason is said.
    /// </summary>
    public abstract Task<IndexInventory> ReadAsync(TableName table, CancellationToken cancellationToken);

    /// <summary>
    /// Drops those that are there: all of them or, on an error, none. Returns those that were there.
    /// </summary>
    /// <exception cref="MigrationException">
    /// PID1923: one is no longer what it was when it was read. PID1925: the server refuses. Nothing was dropped.
    /// </exception>
    public abstract Task<IReadOnlyList<IndexDefinition>> DropAsync(
        TableName table,
        IReadOnlyList<IndexDefinition> definitions,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Restores those that are missing, in their order, and leaves alone what is there. May be called again after it
    /// was broken off, at whatever point, and by another session.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="definitions">
    /// All that was dropped, as <see cref="ReadAsync"/> gave it, also what may be back already.
    /// </param>
    /// <param name="cancellationToken">Stops; what is back stays.</param>
    public abstract Task<RestoreResult> RestoreAsync(
        TableName table,
        IReadOnlyList<IndexDefinition> definitions,
        CancellationToken cancellationToken
    );

    /// <summary>What there is of the definitions now: the same, or something else of that name.</summary>
    private protected static (List<IndexDefinition> Same, List<IndexDefinition> Other) Match(
        IReadOnlyList<IndexDefinition> definitions,
        IEnumerable<IndexDefinition> present
    )
    {
        var now = present.ToLookup(p => (p.Kind == IndexKind.ForeignKey, p.Name));
        var there = definitions
            .Where(d => now.Contains((d.Kind == IndexKind.ForeignKey, d.Name)))
            .ToLookup(d => now[(d.Kind == IndexKind.ForeignKey, d.Name)].Any(p => p.Create == d.Create));
        return ([.. there[true]], [.. there[false]]);
    }

    /// <summary>The same, where something else of that name is an error.</summary>
    private protected static List<IndexDefinition> MatchAll(
        IReadOnlyList<IndexDefinition> definitions,
        IEnumerable<IndexDefinition> present
    )
    {
        var (same, other) = Match(definitions, present);
        return other.Count == 0
            ? same
            : throw LedgerErrors.DefinitionChanged(other[0].Table.ToString(), other[0].Name, other[0].Create);
    }
}
