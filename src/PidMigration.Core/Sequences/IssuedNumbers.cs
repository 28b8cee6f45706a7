using System.Numerics;
using PidMigration.Catalog;
using PidMigration.Failures;

namespace PidMigration.Sequences;

/// <summary>
/// Which numbers a column of the target, or its counterpart in the source, has had: those that counters tell of, and
/// those in rows.
/// </summary>
internal sealed class IssuedNumbers(SequenceSide source, SequenceSide target)
{
    private readonly KeyNumbers _ours = new(source.Database, source.Snapshot);
    private readonly KeyNumbers _theirs = new(target.Database, target.Snapshot);
    private readonly Lazy<ILookup<TableName, Table>> _counterparts = new(() =>
        source
            .Catalog.Tables.SelectMany(ours => target.Catalog.FindCandidates(ours.Name).Select(t => (t.Name, ours)))
            .ToLookup(p => p.Name, p => p.ours)
    );

    /// <summary>
    /// How far the source has come with a column of the target: by its counters, owned or drawn from, and by its rows.
    /// </summary>
    public async Task<BigInteger?> BySourceAsync(
        Table table,
        string column,
        bool descends,
        CancellationToken cancellationToken
    )
    {
        BigInteger? issued = null;
        foreach (var ours in _counterparts.Value[table.Name])
        {
            var here = await InSourceAsync(ours, column, descends, cancellationToken).ConfigureAwait(false);
            issued = SequenceArithmetic.Further(issued, here, descends);
        }

        return issued;
    }

    /// <summary>The same for a column of the source, or one that its name fits.</summary>
    public async Task<BigInteger?> InSourceAsync(
        Table table,
        string column,
        bool descends,
        CancellationToken cancellationToken
    )
    {
        if (table.FindColumn(column) is not { } ours)
            return null;
        // The source's own rows count too: a counter that was never set after a restore stands below them.
        var issued = await _ours.FurthestAsync(table, ours, descends, cancellationToken).ConfigureAwait(false);
        foreach (var counter in table.Counters.Where(c => c.Column == ours.Name))
            issued = SequenceArithmetic.Further(issued, LastOf(counter, descends), descends);
        return issued;
    }

    /// <summary>How far the target's own rows have come.</summary>
    public async Task<BigInteger?> HeldAsync(
        Table table,
        string column,
        bool descends,
        CancellationToken cancellationToken
    ) =>
        table.FindColumn(column) is { } theirs
            ? await _theirs.FurthestAsync(table, theirs, descends, cancellationToken).ConfigureAwait(false)
            : null;

    /// <summary>What counts in the source for a column of the target.</summary>
    public IEnumerable<KeyCounter> CountersOf(Table table, string column) =>
        _counterparts
            .Value[table.Name]
            .SelectMany(ours =>
                ours.FindColumn(column) is { } named ? ours.Counters.Where(c => c.Column == named.Name) : []
            );

    /// <summary>
    /// How far a counter of the source has come; a guess that is too low would let its numbers be issued again.
    /// </summary>
    /// <exception cref="MigrationException">PID1301: it may not be read.</exception>
    public BigInteger? LastOf(KeyCounter counter, bool descends) =>
        counter.Sequence is { } sequence ? LastOf(sequence, descends)
        : counter.Last.IsZero || descends ? null
        : counter.Last;

    /// <summary>How far a sequence of the source has come.</summary>
    /// <exception cref="MigrationException">PID1301: it may not be read.</exception>
    public BigInteger? LastOf(Sequence sequence, bool descends) =>
        sequence.Readable
            ? SequenceArithmetic.Of(sequence, descends)
            : throw RightsErrors.MayNotRead(
                $"the sequence {sequence}",
                source.Database.ToString(),
                "its numbers must not be issued again."
            );
}
