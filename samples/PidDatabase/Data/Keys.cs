namespace PidDatabase.Data;

/// <summary>Primary keys as a counter gives them out, some of their rows deleted since.</summary>
internal static class Keys
{
    /// <summary>So many ascending keys, about one in <paramref name="oneIn"/> followed by a gap.</summary>
    public static int[] WithGaps(RowRandom random, int count, int oneIn)
    {
        var keys = new int[count];
        var key = 0;
        for (var row = 0; row < count; row++)
            keys[row] = key += random.OneIn(oneIn) ? 2 + random.Below(3) : 1;
        return keys;
    }
}
