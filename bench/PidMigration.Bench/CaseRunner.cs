using System.Diagnostics;
using System.Globalization;
using PidDatabase;
using PidDatabase.Data;
using PidDatabase.Schema;
using PidMigration.Bench.Checking;
using PidMigration.Bench.Contenders;
using PidMigration.Bench.Measuring;
using PidMigration.Bench.Servers;

namespace PidMigration.Bench;

/// <summary>Runs a case: makes the databases, lets the contenders take turns, and checks what they did.</summary>
internal sealed class CaseRunner(BenchOptions options, Action<string> tell)
{
    private const string TargetDatabase = "pid_bench_target";

    // What a migration copies: Django's own bookkeeping stays, and the custom sequence is set, not copied.
    private static readonly Table[] Models =
    [
        .. PidSchema.Tables.Where(table =>
            table.Name is not ("django_migrations" or "django_session" or "sequences_sequence")
        ),
    ];

    /// <summary>The source's name on its server.</summary>
    public string SourceDatabase =>
        string.Create(CultureInfo.InvariantCulture, $"pid_bench_{options.Scale}_{options.Seed}").Replace('.', '_');

    /// <summary>The contenders of a case that are asked for and can run here.</summary>
    public IEnumerable<IContender> TakersOf(BenchCase theCase) =>
        theCase.Contenders.Where(contender =>
            contender.Obstacle is null && contender.Name.Contains(options.Contender, StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>Runs a case.</summary>
    public async Task<CaseResult> RunAsync(BenchCase theCase, CancellationToken cancellationToken)
    {
        var counts = await MakeSourceAsync(theCase.Source, cancellationToken);
        string[] servers =
        [
            await theCase.Source.DescribeAsync(cancellationToken),
            await theCase.Target.DescribeAsync(cancellationToken),
        ];
        var contenders = TakersOf(theCase).ToList();
        var measures = contenders.ToDictionary(contender => contender, _ => new List<Measure>());
        var changed = contenders.ToDictionary(
            contender => contender,
            _ => (IReadOnlyDictionary<string, long>)new Dictionary<string, long>()
        );
        var failures = new Dictionary<IContender, string>();

        var holdsCopy = false;
        for (var run = 1; run <= options.Runs; run++)
            foreach (var contender in contenders.Where(contender => !failures.ContainsKey(contender)))
            {
                if (!contender.NeedsCopy || !holdsCopy)
                    await MakeTargetAsync(theCase.Target, cancellationToken);
                if (contender.NeedsCopy && !holdsCopy)
                    await CopyAsync(theCase, cancellationToken);
                holdsCopy = false;
                try
                {
                    var measure = await TakeTurnAsync(theCase, contender, cancellationToken);
                    await CheckCountsAsync(theCase.Target, counts, cancellationToken);
                    if (run == 1)
                        changed[contender] = await CompareAsync(theCase, cancellationToken);
                    measures[contender].Add(measure);
                    tell(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{theCase.Name}, run {run}, {contender.Name}: "
                                + $"{measure.Elapsed.TotalSeconds:0.00} s, others' CPU {measure.OtherProcessor:0.0} s"
                        )
                    );
                    holdsCopy = contender.MustBeFaithful && changed[contender].Count == 0;
                    if (contender.MustBeFaithful && !holdsCopy)
                        failures[contender] = "values changed on the way";
                }
                catch (InvalidOperationException error)
                {
                    failures[contender] = error.Message;
                    tell($"{theCase.Name}, run {run}, {contender.Name}: {error.Message}");
                }
            }

        await theCase.Target.DropAsync(TargetDatabase, cancellationToken);
        return new(
            theCase.Name,
            counts.Values.Sum(),
            servers,
            [
                .. contenders.Select(contender => new ContenderResult(
                    contender.Name,
                    contender.Limits,
                    measures[contender],
                    changed[contender],
                    failures.GetValueOrDefault(contender)
                )),
            ]
        );
    }

    /// <summary>Makes the PID database, unless it is there.</summary>
    /// <returns>How many rows each table has that is copied.</returns>
    public async Task<IReadOnlyDictionary<string, long>> MakeSourceAsync(
        Server source,
        CancellationToken cancellationToken
    )
    {
        var wanted = new PidDatabaseOptions
        {
            Scale = options.Scale,
            Seed = options.Seed,
            Recreate = true,
        };
        var expected = PidContent.Of(wanted).ToDictionary(rows => rows.Table.Name, rows => rows.Count);
        if (options.Fresh || !await IsThereAsync(source, expected, cancellationToken))
        {
            tell($"Making {SourceDatabase} …");
            await PidDatabaseGenerator.CreateAsync(source.UrlOf(SourceDatabase), wanted, cancellationToken);
        }
        return expected.Where(pair => Models.Any(table => table.Name == pair.Key)).ToDictionary();
    }

    private async Task<Measure> TakeTurnAsync(
        BenchCase theCase,
        IContender contender,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await contender.PrepareAsync(theCase.Target, TargetDatabase, cancellationToken);
            await IdleCheck.WaitAsync(TimeSpan.FromSeconds(options.Patience), cancellationToken);
            return await MeasureAsync(theCase, contender, cancellationToken);
        }
        finally
        {
            await contender.RestoreAsync(theCase.Target);
        }
    }

    private async Task<bool> IsThereAsync(
        Server source,
        IReadOnlyDictionary<string, long> expected,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var counts = await source.CountAsync(SourceDatabase, PidSchema.Tables, cancellationToken);
            return expected.All(pair => counts.GetValueOrDefault(pair.Key) == pair.Value);
        }
        catch (InvalidOperationException)
        {
            // The client's exit code doesn't tell a missing database from one without the tables; either way it is
            // made.
            return false;
        }
    }

    // A new database for each run: no run inherits another's free pages or half-written buffers.
    private static async Task MakeTargetAsync(Server target, CancellationToken cancellationToken)
    {
        await PidDatabaseGenerator.CreateAsync(
            target.UrlOf(TargetDatabase),
            new() { Empty = true, Recreate = true },
            cancellationToken
        );
        await target.TruncateAsync(TargetDatabase, Models, cancellationToken);
    }

    private async Task CopyAsync(BenchCase theCase, CancellationToken cancellationToken) =>
        await theCase
            .Contenders.OfType<ModelCopy>()
            .First()
            .RunAsync(theCase.Source, SourceDatabase, theCase.Target, TargetDatabase, Models, cancellationToken);

    private async Task<Measure> MeasureAsync(
        BenchCase theCase,
        IContender contender,
        CancellationToken cancellationToken
    )
    {
        int?[] both =
        [
            await theCase.Source.ProcessIdAsync(cancellationToken),
            await theCase.Target.ProcessIdAsync(cancellationToken),
        ];
        var servers = both.OfType<int>().Distinct().ToList();
        double Servers() => servers.Contains(0) ? double.NaN : servers.Sum(ProcFile.Processor);

        var machineBefore = ProcFile.Machine();
        var serversBefore = Servers();
        var childrenBefore = ChildProcessUsage.Processor();
        var clock = Stopwatch.StartNew();
        var peak = await contender.RunAsync(
            theCase.Source,
            SourceDatabase,
            theCase.Target,
            TargetDatabase,
            Models,
            cancellationToken
        );
        var elapsed = clock.Elapsed;
        var client = ChildProcessUsage.Processor() - childrenBefore;
        var atServers = Servers() - serversBefore;
        return new(
            elapsed,
            client,
            atServers,
            ProcFile.Machine() - machineBefore - client.TotalSeconds - atServers,
            peak
        );
    }

    private static async Task CheckCountsAsync(
        Server target,
        IReadOnlyDictionary<string, long> expected,
        CancellationToken cancellationToken
    )
    {
        var counts = await target.CountAsync(TargetDatabase, Models, cancellationToken);
        var wrong = expected
            .Where(pair => counts[pair.Key] != pair.Value)
            .Select(pair => $"{pair.Key} has {counts[pair.Key]} rows instead of {pair.Value}")
            .ToList();
        if (wrong.Count > 0)
            throw new InvalidOperationException(string.Join(", ", wrong));
    }

    private async Task<IReadOnlyDictionary<string, long>> CompareAsync(
        BenchCase theCase,
        CancellationToken cancellationToken
    )
    {
        var changed = new Dictionary<string, long>();
        foreach (var table in Models)
        {
            var rows = await RowComparison.CountAsync(
                theCase.Source,
                SourceDatabase,
                theCase.Target,
                TargetDatabase,
                table,
                cancellationToken
            );
            if (rows.Total > 0)
                changed[table.Name] = rows.Total;
        }
        return changed;
    }
}
