using System.Globalization;
using PidMigration.Comparing;
using PidMigration.Rows;

namespace PidMigration.Syncing;

/// <summary>What a repair would do with one model.</summary>
public sealed class SyncPlan
{
    private const int KeysShown = 20;

    internal SyncPlan(ComparePlan plan, RowChanges changes, PidComparison comparison) =>
        (Plan, Changes, Comparison) = (plan, changes, comparison);

    public string Model => Comparison.Model;

    public PidComparison Comparison { get; }

    /// <summary>Whether nothing is to be written.</summary>
    public bool IsEmpty => Inserts + Updates + Deletes == 0;

    public int Inserts => Changes.ToInsert.Rows;

    public int Updates => Changes.ToUpdate.Rows;

    public int Deletes => Changes.ToDelete.Rows;

    /// <summary>The keys of the rows to delete, the first of them: <c>17, 18 and 3 more</c>.</summary>
    public string DeletedKeys => Keys(Changes.ToDelete);

    /// <summary>The keys of the rows to insert, the first of them.</summary>
    public string InsertedKeys => Keys(Changes.ToInsert);

    /// <summary>The keys of the rows to update, the first of them.</summary>
    public string UpdatedKeys => Keys(Changes.ToUpdate);

    internal ComparePlan Plan { get; }

    internal RowChanges Changes { get; }

    /// <summary>
    /// The conditions that pick the target's rows to insert or update, a few keys at a time. Without a key they can't
    /// be picked: null stands for all rows then.
    /// </summary>
    internal IReadOnlyList<string?> WrittenConditions()
    {
        if (!Plan.HasKey)
            return Inserts + Updates > 0 ? [null] : [];
        return
        [
            .. from keys in (RowBatch[])[Changes.ToInsert, Changes.ToUpdate]
            from chunk in Plan.Target.Chunks(keys)
            select Plan.Target.PickKeys(keys, chunk.First, chunk.Count),
        ];
    }

    private static string Keys(RowBatch rows)
    {
        var shown = Enumerable
            .Range(0, Math.Min(rows.Rows, KeysShown))
            .Select(r =>
                string.Join("/", Enumerable.Range(0, rows.Columns).Select(c => DisplayValue.Format(rows, r, c)))
            );
        return string.Join(", ", shown)
            + (
                rows.Rows > KeysShown
                    ? string.Create(CultureInfo.InvariantCulture, $" and {rows.Rows - KeysShown:N0} more")
                    : ""
            );
    }
}
