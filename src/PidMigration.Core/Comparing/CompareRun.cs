using System.Diagnostics;
using System.Threading.Channels;
using PidMigration.Catalog;
using PidMigration.Conversion;
using PidMigration.Databases;
using PidMigration.Events;
using PidMigration.Failures;
using PidMigration.Findings;
using PidMigration.Planning;

namespace PidMigration.Comparing;

/// <summary>
/// A comparison that is ready to run: both databases are held at one instant each, every column is matched.
/// </summary>
public sealed class CompareRun : IAsyncDisposable
{
    private const int EventsInFlight = 1024;

    private readonly CompareOptions _options;

    private CompareRun(ComparisonSources sources, CompareOptions options, IReadOnlyList<CompareEntry> entries) =>
        (Sources, _options, Entries) = (sources, options, entries);

    /// <summary>About how many rows there are to compare.</summary>
    public long RowEstimate => Entries.Sum(e => e.Model.RowEstimate ?? 0);

    /// <summary>How many models there are to compare.</summary>
    public int Models => Entries.Count;

    internal IReadOnlyList<CompareEntry> Entries { get; }

    internal ComparisonSources Sources { get; }

    /// <summary>
    /// Makes what takes the differences of a model besides the events; null where the events are enough.
    /// </summary>
    internal Func<ComparePlan, IDifferenceSink>? SinkFactory { get; set; }

    /// <summary>Compares model after model. An error of one model ends that model.</summary>
    public IAsyncEnumerable<CompareEvent> RunAsync(CancellationToken cancellationToken) =>
        EventStream.RunAsync<CompareEvent>(WorkAsync, EventsInFlight, cancellationToken);

    public ValueTask DisposeAsync() => Sources.DisposeAsync();

    internal static async Task<CompareRun> PrepareAsync(
        IReadOnlyList<PidModel> models,
        DatabaseCatalog catalog,
        Database source,
        Database target,
        CompareOptions options,
        CancellationToken cancellationToken
    )
    {
        // A table that can't be rolled back is an obstacle only to writing.
        var matcher = SchemaMatcher.Between(
            models,
            source,
            target,
            catalog,
            options.Allow.With(AllowedChange.NoRollback),
            options.Exclude
        );
        var planner = new ComparePlanner(options, source.Dialect, target.Dialect);
        var entries = models.Select(m => Enter(m, matcher, planner)).ToList();
        await using var opened = new OpenedTogether();
        var sources = new ComparisonSources(
            opened.Add(await ComparedDatabase.OpenAsync(source, cancellationToken).ConfigureAwait(false)),
            opened.Add(await ComparedDatabase.OpenAsync(target, cancellationToken).ConfigureAwait(false))
        );
        if (options.Where is { } where)
            for (var i = 0; i < entries.Count; i++)
                if (
                    entries[i].Plan is { } plan
                    && await ConditionErrorAsync(plan, where, sources, cancellationToken).ConfigureAwait(false)
                        is { } error
                )
                    entries[i] = entries[i] with { Plan = null, Error = error };
        opened.Keep();
        return new CompareRun(sources, options, entries);
    }

    private static CompareEntry Enter(PidModel model, SchemaMatcher matcher, ComparePlanner planner)
    {
        var (plan, findings) = matcher.Match(model);
        if (plan is not null)
        {
            var compared = planner.Plan(plan with { Columns = [.. plan.Columns, .. Computed(plan)] });
            return new CompareEntry(model, compared with { WritePlan = plan }, null);
        }

        var errors = findings.Where(f => f.Severity == FindingSeverity.Error).ToList();
        return new CompareEntry(model, null, errors[0].ToError(errors.Count - 1));
    }

    /// <summary>Why the user's condition can't pick a model's rows; null when both databases understand it.</summary>
    private static async Task<MigrationException?> ConditionErrorAsync(
        ComparePlan plan,
        string where,
        ComparisonSources sources,
        CancellationToken cancellationToken
    )
    {
        var (database, side) = (sources.Source.Database, "source");
        try
        {
            await sources
                .Source.Snapshot.CheckConditionAsync(plan.Source.Table.Name, where, cancellationToken)
                .ConfigureAwait(false);
            (database, side) = (sources.Target.Database, "target");
            await sources
                .Target.Snapshot.CheckConditionAsync(plan.Target.Table.Name, where, cancellationToken)
                .ConfigureAwait(false);
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return database.TranslateRead(
                e,
                plan.Model,
                (why, inner) => Errors.BadWhere(plan.Model, side, where, why, inner)
            );
        }
    }

    /// <summary>The columns that both servers compute: never copied, but compared.</summary>
    private static IEnumerable<ColumnMapping> Computed(ModelPlan plan) =>
        from source in plan.Model.Columns.Where(c => c is { Generated: true, IsPeriod: false })
        let target = plan.Target.FindColumn(source.Name)
        where target is { Generated: true, IsPeriod: false }
        select new ColumnMapping(source, target, new ConversionRule(source.Kind, target.Kind, Exactness.Exact), []);

    private async Task WorkAsync(ChannelWriter<CompareEvent> events, CancellationToken cancellationToken)
    {
        var left = _options.MaxDifferences;
        foreach (var entry in Entries)
        {
            var ended = await CompareAsync(entry, left, events, cancellationToken).ConfigureAwait(false);
            left -= ended.Result.Missing + ended.Result.Extra + ended.Result.Changed;
            await events.WriteAsync(ended, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<CompareEvent.Ended> CompareAsync(
        CompareEntry entry,
        long? limit,
        ChannelWriter<CompareEvent> events,
        CancellationToken cancellationToken
    )
    {
        var result = new PidComparison
        {
            Model = entry.Model.Name,
            Table = entry.Model.Table,
            TargetTable = entry.Plan?.Target.Table.FullName,
            Status = CompareStatus.Failed,
        };
        if (entry.Plan is not { } plan)
            return new CompareEvent.Ended(result with { Reason = entry.Error!.Message }, entry.Error);
        if (limit <= 0)
            return new CompareEvent.Ended(
                result with
                {
                    Status = CompareStatus.NotCompared,
                    Reason = "Skipped: -MaxDifference was reached before.",
                },
                null
            );
        await events
            .WriteAsync(new CompareEvent.Started(plan.Model, plan.Copy.Model.RowEstimate ?? 0), cancellationToken)
            .ConfigureAwait(false);
        var clock = Stopwatch.StartNew();
        var equality = new RowEquality(plan.Copy);
        var differences = new DifferenceCollector(plan, equality, limit)
        {
            Detailed = _options.Detailed,
            Next = SinkFactory?.Invoke(plan),
        };
        CompareCounter? counter = null;
        counter = new CompareCounter(async () =>
        {
            await TellAsync().ConfigureAwait(false);
            events.TryWrite(new CompareEvent.Advanced(plan.Model, counter!.Equal + differences.All));
            return !differences.IsFull;
        });
        MigrationException? error = null;
        try
        {
            await CheckDamageAsync(plan, cancellationToken).ConfigureAwait(false);
            var compare = new ModelCompare(plan, Sources, equality, differences, counter) { Fast = _options.Fast };
            await compare.RunAsync(cancellationToken).ConfigureAwait(false);
            await TellAsync().ConfigureAwait(false);
        }
        catch (MigrationException e)
        {
            error = e;
        }

        return new CompareEvent.Ended(
            result with
            {
                Status =
                    error is not null ? CompareStatus.Failed
                    : differences.IsFull ? CompareStatus.Partial
                    : differences.All > 0 ? CompareStatus.Different
                    : CompareStatus.Equal,
                Equal = counter.Equal,
                Missing = differences.MissingRows,
                Extra = differences.ExtraRows,
                Changed = differences.ChangedRows,
                Elapsed = clock.Elapsed,
                Reason = error?.Message ?? (differences.IsFull ? "Stopped at -MaxDifference." : null),
            },
            error
        );

        async ValueTask TellAsync()
        {
            foreach (var difference in differences.TakeDescribed())
                await events.WriteAsync(new CompareEvent.Found(difference), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A side that doesn't give all of its rows may look like the other one.</summary>
    private async Task CheckDamageAsync(ComparePlan plan, CancellationToken cancellationToken)
    {
        await Sources
            .Source.Snapshot.CheckDamageAsync(plan.Source.Table, plan.Model, "source", cancellationToken)
            .ConfigureAwait(false);
        await Sources
            .Target.Snapshot.CheckDamageAsync(plan.Target.Table, plan.Model, "target", cancellationToken)
            .ConfigureAwait(false);
    }
}
