using System.Globalization;
using PidMigration.Databases;

namespace PidMigration.Comparing;

/// <summary>
/// Keys from one number to another, both included; the smallest and the largest number stand for no end.
/// </summary>
internal readonly record struct KeyRange(long First, long Last)
{
    /// <summary>
    /// The keys that an integer division by <paramref name="size"/> puts into a group; it cuts towards zero on every
    /// engine.
    /// </summary>
    public static KeyRange OfGroup(long group, long size) =>
        group == 0 ? new KeyRange(1 - size, size - 1)
        : group > 0 ? new KeyRange(group * size, group * size + size - 1)
        : new KeyRange(group * size - size + 1, group * size);

    /// <summary>The ranges in order, those that touch made one.</summary>
    public static IReadOnlyList<KeyRange> Join(IEnumerable<KeyRange> ranges)
    {
        var joined = new List<KeyRange>();
        foreach (var range in ranges.OrderBy(r => r.First))
            if (joined.Count > 0 && (joined[^1].Last == long.MaxValue || joined[^1].Last + 1 >= range.First))
                joined[^1] = new KeyRange(joined[^1].First, Math.Max(joined[^1].Last, range.Last));
            else
                joined.Add(range);
        return joined;
    }

    /// <summary>The part of it that lies in another.</summary>
    public KeyRange Within(KeyRange other) => new(Math.Max(First, other.First), Math.Min(Last, other.Last));

    /// <summary>The condition that picks all rows of some ranges.</summary>
    public static string Condition(IEnumerable<KeyRange> ranges, Dialect dialect, string column)
    {
        var name = dialect.Quote(column);
        return "(" + string.Join(" OR ", ranges.Select(r => r.Condition(name))) + ")";
    }

    // A range without an end also holds keys beyond 64 bits.
    private string Condition(string name) =>
        (First == long.MinValue, Last == long.MaxValue) switch
        {
            (true, true) => "1 = 1",
            (true, false) => string.Create(CultureInfo.InvariantCulture, $"{name} <= {Last}"),
            (false, true) => string.Create(CultureInfo.InvariantCulture, $"{name} >= {First}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{name} BETWEEN {First} AND {Last}"),
        };
}
