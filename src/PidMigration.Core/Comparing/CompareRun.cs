using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using PidMigration.Catalog;
using PidMigration.Conversion;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Findings;
using PidMigration.Planning;

namespace PidMigration.Comparing;

/// <summary>A comparison that is ready to run: both databases are held at one instant each, every column is matched.</summary>
public sealed class CompareRun : IAsyncDisposable
{
    private const int EventsOnTheWay = 1024;

    private readonly Sides _sides;
    private readonly CompareOptions _options;
    private readonly IReadOnlyList<CompareEntry> _entries;

    private CompareRun(Sides sides, CompareOptions options, IReadOnlyList<CompareEntry> entries) =>
        (_sides, _options, _entries) = (sides, options, entries);

    /// <summary>About how many rows there are to compare.</summary>
    public long RowEstimate => _entries.Sum(e => e.Model.RowEstimate ?? 0);

    /// <summary>How many models there are to compare.</summary>
    public int Models => _entries.Count;

    internal IReadOnlyList<CompareEntry> Entries => _entries;

    internal Sides Sides => _sides;

    /// <summary>Takes the differences of a model, where somebody wants more of them than to be told.</summary>
    internal Func<ComparePlan, IDifferenceSink>? SinkFactory { get; init; }

    /// <summary>Compares model after model. An error of one model ends that model.</summary>
    public async IAsyncEnumerable<CompareEvent> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var events = Channel.CreateBounded<CompareEvent>(
            new BoundedChannelOptions(EventsOnTheWay) { SingleReader = true, SingleWriter = true }
        );
        var work = Task.Run(() => WorkAsync(events.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var e in events.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
                yield return e;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await work.ConfigureAwait(false);
        }
    }

    /// <summary>Lets go of both databases.</summary>
    public async ValueTask DisposeAsync()
    {
        await _sides.Source.DisposeAsync().ConfigureAwait(false);
        await _sides.Target.DisposeAsync().ConfigureAwait(false);
    }

    internal static async Task<CompareRun> PrepareAsync(
        IReadOnlyList<PidModel> models,
        DatabaseCatalog catalog,
        DatabaseAddress source,
        DatabaseAddress target,
        CompareOptions options,
        Func<ComparePlan, IDifferenceSink>? keep,
        CancellationToken cancellationToken
    )
    {
        var from = DatabaseDrivers.For(source);
        var into = DatabaseDrivers.For(target);
        // What can't be rolled back stands in the way of writing only.
        var planner = new SchemaMatcher(
            from.Traits,
            into.Traits,
            TableMatches.Of(models, catalog, target.ToString()),
            source.ToString(),
            target.ToString(),
            options.Allow.With(AllowedChange.NoRollback)
        );
        var comparePlanner = new ComparePlanner(options, from.Dialect, into.Dialect);
        var entries = models.Select(m => Enter(m, planner, comparePlanner)).ToList();
        var left = await from.OpenSnapshotAsync(source, cancellationToken).ConfigureAwait(false);
        try
        {
            var right = await into.OpenSnapshotAsync(target, cancellationToken).ConfigureAwait(false);
            var sides = new Sides(left, source, right, target);
            if (options.Where is { } where)
                for (var i = 0; i < entries.Count; i++)
                    if (
                        entries[i].Plan is { } plan
                        && await ConditionErrorAsync(plan, where, sides, cancellationToken).ConfigureAwait(false)
                            is { } error
                    )
                        entries[i] = entries[i] with { Plan = null, Error = error };
            return new CompareRun(sides, options, entries) { SinkFactory = keep };
        }
        catch
        {
            await left.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static CompareEntry Enter(PidModel model, SchemaMatcher planner, ComparePlanner comparePlanner)
    {
        var (plan, findings) = planner.Match(model);
        if (plan is not null)
            return new CompareEntry(
                model,
                comparePlanner.Plan(plan with { Columns = [.. plan.Columns, .. Computed(plan)] }) with
                {
                    WritePlan = plan,
                },
                null
            );
        var errors = findings.Where(f => f.Severity == FindingSeverity.Error).ToList();
        return new CompareEntry(model, null, errors[0].ToError(errors.Count - 1));
    }

    /// <summary>Why a model's rows can't be told by the user's condition; null when both sides understand it.</summary>
    private static async Task<MigrationException?> ConditionErrorAsync(
        ComparePlan plan,
        string where,
        Sides sides,
        CancellationToken cancellationToken
    )
    {
        var (address, side) = (sides.From, "source");
        try
        {
            await sides
                .Source.CheckConditionAsync(plan.Copy.Model.Definition.Name, where, cancellationToken)
                .ConfigureAwait(false);
            (address, side) = (sides.Into, "target");
            await sides
                .Target.CheckConditionAsync(plan.Copy.Target.Name, where, cancellationToken)
                .ConfigureAwait(false);
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return DatabaseDrivers
                .For(address)
                .Failures.Translate(
                    e,
                    address,
                    plan.Model,
                    false,
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
        try
        {
            var left = _options.MaxDifferences;
            foreach (var entry in _entries)
            {
                var result = new PidComparison
                {
                    Model = entry.Model.Name,
                    Table = entry.Model.Table,
                    TargetTable = entry.Plan?.Copy.Target.FullName,
                    Status = CompareStatus.Failed,
                };
                CompareEvent.Ended ended;
                if (entry.Plan is null)
                    ended = new CompareEvent.Ended(result with { Reason = entry.Error!.Message }, entry.Error);
                else if (left <= 0)
                    ended = new CompareEvent.Ended(
                        result with
                        {
                            Status = CompareStatus.NotCompared,
                            Reason = "Enough differences were found before.",
                        },
                        null
                    );
                else
                    ended = await CompareAsync(entry.Plan, result, left, events, cancellationToken)
                        .ConfigureAwait(false);
                left -= ended.Result.Missing + ended.Result.Extra + ended.Result.Changed;
                await events.WriteAsync(ended, cancellationToken).ConfigureAwait(false);
            }

            events.Complete();
        }
        catch (Exception e)
        {
            events.Complete(e);
        }
    }

    /// <summary>A side that doesn't give all of its rows may look like the other one.</summary>
    private async Task CheckDamageAsync(ComparePlan plan, CancellationToken cancellationToken)
    {
        await _sides
            .Source.CheckDamageAsync(plan.Copy.Model.Definition, plan.Model, "source", cancellationToken)
            .ConfigureAwait(false);
        await _sides
            .Target.CheckDamageAsync(plan.Copy.Target, plan.Model, "target", cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task<CompareEvent.Ended> CompareAsync(
        ComparePlan plan,
        PidComparison result,
        long? most,
        ChannelWriter<CompareEvent> events,
        CancellationToken cancellationToken
    )
    {
        await events
            .WriteAsync(new CompareEvent.Started(plan.Model, plan.Copy.Model.RowEstimate ?? 0), cancellationToken)
            .ConfigureAwait(false);
        var clock = Stopwatch.StartNew();
        var match = new RowEquality(plan.Copy);
        var tally = new DifferenceCollector(plan, match, _options.Detailed, most, SinkFactory?.Invoke(plan));
        var compare = new ModelCompare(plan, _sides, match, tally, _options.Fast);
        MigrationException? error = null;
        try
        {
            await CheckDamageAsync(plan, cancellationToken).ConfigureAwait(false);
            await compare
                .RunAsync(
                    async () =>
                    {
                        foreach (var difference in tally.Take())
                            await events
                                .WriteAsync(new CompareEvent.Found(difference), cancellationToken)
                                .ConfigureAwait(false);
                        events.TryWrite(new CompareEvent.Advanced(plan.Model, compare.Rows));
                        return !tally.IsFull;
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
            foreach (var difference in tally.Take())
                await events.WriteAsync(new CompareEvent.Found(difference), cancellationToken).ConfigureAwait(false);
        }
        catch (MigrationException e)
        {
            error = e;
        }

        var status =
            error is not null ? CompareStatus.Failed
            : tally.IsFull ? CompareStatus.Partial
            : tally.All > 0 ? CompareStatus.Different
            : CompareStatus.Equal;
        return new CompareEvent.Ended(
            result with
            {
                Status = status,
                Equal = compare.Equal,
                Missing = tally.MissingRows,
                Extra = tally.ExtraRows,
                Changed = tally.ChangedRows,
                Elapsed = clock.Elapsed,
                Reason =
                    error?.Message ?? (tally.IsFull ? "Ended at the number of differences that were wanted." : null),
            },
            error
        );
    }
}
