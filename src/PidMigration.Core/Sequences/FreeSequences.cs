using System.Globalization;
using PidMigration.Catalog;

namespace PidMigration.Sequences;

/// <summary>
/// Sequences that no column owns and no default draws from: the application's code does (Hibernate), or a trigger. What
/// belongs together can be told by the name alone.
/// </summary>
internal sealed class FreeSequences
{
    public FreeSequences(DatabaseCatalog from, DatabaseCatalog into)
    {
        // Those of the identifiers are planned by themselves.
        var isPid = from.Tables.Concat(into.Tables).Any(t => t.Name.Name is "pid_pid" or SequenceRow.TableName);
        var (targets, remarks, named) = (new List<Sequence>(), new List<string>(), new HashSet<TableName>());
        foreach (var ours in Free(from, isPid))
        {
            var namesakes = Namesakes.Find(ours, into.Sequences);
            if (namesakes is [var only])
                targets.Add(only);
            // What never issued a number leaves nothing to be issued again.
            if (namesakes.Count == 1 || ours is { Readable: true, Issued: null })
                continue;
            remarks.Add(Missing(ours, namesakes));
            named.UnionWith(namesakes.Select(n => n.Name));
        }

        foreach (var theirs in Free(into, isPid))
            if (Namesakes.WithNamesake(theirs, into.Sequences, from.Sequences).Any())
                targets.Add(theirs);
            else if (!named.Contains(theirs.Name))
                remarks.Add(
                    $"The target's sequence {theirs} does not fill a column, and no sequence of the source has "
                        + "the same name for certain, so it is not known which numbers were used. Make sure that it "
                        + "is beyond them."
                );
        (Targets, Remarks) = (targets, remarks);
    }

    /// <summary>The target's sequences that are to be raised.</summary>
    public IReadOnlyList<Sequence> Targets { get; }

    /// <summary>Those of either side that nothing can be done for.</summary>
    public IReadOnlyList<string> Remarks { get; }

    private static IEnumerable<Sequence> Free(DatabaseCatalog catalog, bool isPid)
    {
        var drawn = catalog.Tables.SelectMany(t => t.Counters).Select(c => c.Sequence?.Name).ToHashSet();
        return catalog.Sequences.Where(s =>
            !s.Owned && !s.OfExtension && !drawn.Contains(s.Name) && !(isPid && NoidPlanner.IsNative(s))
        );
    }

    private static string Missing(Sequence ours, IReadOnlyList<Sequence> namesakes)
    {
        var stands = ours.Issued is { } issued
            ? string.Create(CultureInfo.InvariantCulture, $"has issued numbers up to {issued}")
            : "may not be read";
        return $"The source's sequence {ours} does not fill a column and {stands}; the target has "
            + (
                namesakes.Count == 0
                    ? "no sequence of that name"
                    : $"several of that name ({string.Join(", ", namesakes)})"
            )
            + ". Make sure that these numbers are not issued there again.";
    }
}
