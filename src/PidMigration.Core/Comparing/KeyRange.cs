using System.Globalization;
using PidMigration.Databases;

namespace PidMigration.Comparing;

/// <summary>Keys from one number to another, both included.</summary>
internal readonly record struct KeyRange(long First, long Last)
{
    /// <summary>The keys that an integer division by <paramref name="size"/> puts into a group; it cuts towards zero on every engine.</summary>
    public static KeyRange OfGroup(long group, long size) =>
        group == 0 ? new KeyRange(1 - size, size - 1) : group > 0 ? new KeyRange(group * size, group * size + size - 1) : new KeyRange(group * size - size + 1, group * size);

    /// <summary>The ranges in order, those that touch made one.</summary>
    public static IReadOnlyList<KeyRange> Join(IEnumerable<KeyRange> ranges)
    {
        var joined = new List<KeyRange>();
        foreach (var range in ranges.OrderBy(r => r.First))
            if (joined.Count > 0 && joined[^1].Last + 1 >= range.First) joined[^1] = new KeyRange(joined[^1].First, Math.Max(joined[^1].Last, range.Last));
            else joined.Add(range);
        return joined;
    }

    /// <summary>The condition that picks all rows of some ranges.</summary>
    public static string Condition(IEnumerable<KeyRange> ranges, Dialect dialect, string column)
    {
        var name = dialect.Quote(column);
        return "(" + string.Join(" OR ", ranges.Select(r => string.Create(CultureInfo.InvariantCulture, $"{name} BETWEEN {r.First} AND {r.Last}"))) + ")";
    }
}
