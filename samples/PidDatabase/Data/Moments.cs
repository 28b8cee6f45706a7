namespace PidDatabase.Data;

/// <summary>The timestamps of ten years, whole microseconds from 2006-12-31 to 2016-03-31.</summary>
internal static class Moments
{
    public static readonly DateTime First = new(2006, 12, 31, 0, 0, 0, DateTimeKind.Utc);
    public static readonly DateTime Last = new DateTime(2016, 3, 31, 23, 59, 59, 999, 999, DateTimeKind.Utc);

    /// <summary>Moments at which clocks, calendars and rounding go wrong.</summary>
    public static readonly DateTime[] Notable =
    [
        First,
        First.AddMicroseconds(1),
        new(2008, 2, 29, 12, 0, 0, DateTimeKind.Utc),
        new(2008, 12, 31, 23, 59, 59, 999, 999, DateTimeKind.Utc),
        new(2009, 2, 13, 23, 31, 30, DateTimeKind.Utc),
        new(2012, 3, 25, 1, 30, 0, 500, DateTimeKind.Utc),
        new(2012, 10, 28, 0, 59, 59, 999, 999, DateTimeKind.Utc),
        new(2012, 10, 28, 1, 30, 0, 0, 10, DateTimeKind.Utc),
        new(2015, 6, 30, 23, 59, 59, 999, 995, DateTimeKind.Utc),
        Last,
    ];

    /// <summary>
    /// The moment at a share of the ten years, a little scattered, its fraction like those of real clocks.
    /// </summary>
    /// <param name="share">From 0 to 1.</param>
    /// <param name="random">The row's random numbers.</param>
    public static DateTime At(double share, ref RowRandom random)
    {
        if (random.OneIn(400))
            return random.Of(Notable);
        var seconds = (long)(share * (Last - First).TotalSeconds) + random.Below(7200) - 3600;
        var fraction = random.Below(20) switch
        {
            < 2 => 0,
            < 4 => random.Below(1_000) * 1_000,
            4 => random.Below(10) * 100_000,
            _ => random.Below(1_000_000),
        };
        var moment = First.AddSeconds(seconds).AddMicroseconds(fraction);
        return moment < First ? First
            : moment > Last ? Last
            : moment;
    }
}
