namespace PidDatabase.Data;

/// <summary>The rows of a whole PID database.</summary>
public static class PidContent
{
    /// <summary>How many pids there are at full scale.</summary>
    public const int FullPids = 542_835;

    /// <summary>How many targets there are at full scale.</summary>
    public const int FullTargets = 554_311;

    /// <summary>How many log entries there are at full scale.</summary>
    public const int FullLogEntries = 876_642;

    // Below this the tables are too small to hold every kind of value.
    private const double SmallestScale = 0.001;

    /// <summary>The rows that belong into each table, parents first; a table that isn't named stays empty.</summary>
    /// <param name="options">Scale, seed, and whether it is the empty database.</param>
    public static IReadOnlyList<TableRows> Of(PidDatabaseOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Empty ? New() : Full(Math.Max(options.Scale, SmallestScale), options.Seed);
    }

    private static List<TableRows> New() =>
        [
            ContentType.Rows(ContentType.InNewDatabase),
            Permission.Rows(Permission.InNewDatabase()),
            DjangoRows.Migrations(new(2016, 4, 2, 10, 15, 0, DateTimeKind.Utc), 1),
        ];

    private static List<TableRows> Full(double scale, long seed)
    {
        var numbers = new PidNumbers(seed, Scaled(FullPids, scale));
        var accounts = new Accounts(seed);
        var registry = new Registry(seed);
        var domains = new DomainTree(seed, registry.PolicyIds);
        return
        [
            .. accounts.Tables(),
            .. registry.Tables(),
            domains.Rows(),
            new PidRows(seed, numbers, accounts, registry, domains).Rows(),
            new TargetRows(seed, Scaled(FullTargets, scale), numbers, registry).Rows(),
            new LogRows(seed, Scaled(FullLogEntries, scale), numbers, accounts).Rows(),
            DjangoRows.Sequence(numbers.LastNumber),
            DjangoRows.Migrations(new(2015, 11, 9, 3, 4, 5, DateTimeKind.Utc), 4),
            DjangoRows.Sessions(seed),
        ];
    }

    private static int Scaled(int full, double scale) => checked((int)Math.Round(full * scale));
}
