using System.Diagnostics;
using System.Runtime.CompilerServices;
using PidMigration.Catalog;
using PidMigration.Comparing;
using PidMigration.Conversion;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Findings;
using PidMigration.Ledgers;
using PidMigration.Planning;
using PidMigration.Verifying;

namespace PidMigration.Syncing;

/// <summary>
/// A sync: first the comparison (<see cref="CompareAsync"/>), then what is decided of its <see cref="Plans"/>, then
/// the writing (<see cref="RunAsync"/>): deletes children first, everything else parents first.
/// </summary>
public sealed class SyncRun : IAsyncDisposable
{
    private readonly CompareRun _compare;
    private readonly DatabaseCatalog _catalog;
    private readonly Dictionary<string, RowChanges> _changes = [];
    private readonly List<SyncPlan> _plans = [];
    private readonly HashSet<string> _skipped = [];
    private readonly HashSet<string> _kept = [];
    private readonly AllowedChanges _allow;

    private SyncRun(CompareRun compare, DatabaseCatalog catalog, AllowedChanges allow)
    {
        (_compare, _catalog, _allow) = (compare, catalog, allow);
        _compare.SinkFactory = plan => _changes[plan.Model] = new RowChanges(plan);
    }

    /// <summary>About how many rows there are to compare.</summary>
    public long RowEstimate => _compare.RowEstimate;

    /// <summary>How many models there are to compare.</summary>
    public int Models => _compare.Models;

    /// <summary>The target's name in questions.</summary>
    public string TargetName => _compare.Sources.Target.Database.ShortName;

    /// <summary>What the comparison found, parents first; without the models that could not be compared.</summary>
    public IReadOnlyList<SyncPlan> Plans => _plans;

    public void Skip(SyncPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _skipped.Add(plan.Model);
    }

    /// <summary>Keeps the rows that only the target has.</summary>
    public void KeepExtra(SyncPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _kept.Add(plan.Model);
    }

    public async IAsyncEnumerable<CompareEvent> CompareAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var plans = _compare.Entries.Where(e => e.Plan is not null).ToDictionary(e => e.Model.Name, e => e.Plan!);
        await foreach (var e in _compare.RunAsync(cancellationToken).ConfigureAwait(false))
        {
            if (e is CompareEvent.Ended { Error: null } ended)
                _plans.Add(new SyncPlan(plans[ended.Result.Model], _changes[ended.Result.Model], ended.Result));
            yield return e;
        }
    }

    /// <summary>Writes what was decided. An error of one model ends that model.</summary>
    public async IAsyncEnumerable<SyncEvent> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A reader that is still open would keep a SQLite file from being written.
        await _compare.Sources.Target.DisposeAsync().ConfigureAwait(false);
        var wanted = _plans.Where(p => !p.IsEmpty && !_skipped.Contains(p.Model)).ToList();
        var states = wanted.ToDictionary(p => p, _ => new State());
        if (wanted.Count > 0)
        {
            var into = _compare.Sources.Target.Database;
            await using var only = await TargetLock.TakeAsync(into, cancellationToken).ConfigureAwait(false);
            await using var target = await into.OpenTargetAsync(cancellationToken).ConfigureAwait(false);
            var followed = new FollowedChanges(target, into, _catalog);
            foreach (var (plan, state) in states)
            {
                var findings = Look(plan, target).ToList();
                foreach (var warning in findings.Where(f => f.Severity == FindingSeverity.Warning))
                    yield return new SyncEvent.Warned(warning.Message);
                var errors = findings.Where(f => f.Severity == FindingSeverity.Error).ToList();
                if (errors.Count > 0)
                    state.Error = errors[0].ToError(errors.Count - 1);
                state.Sync = new ModelSync(plan, _compare.Sources.Source, target, into, followed)
                {
                    TriggersAllowReplacing = TriggersAllowReplacing(plan, target),
                };
            }

            foreach (
                var plan in Enumerable
                    .Reverse(wanted)
                    .Where(p => p.Deletes > 0 && !_kept.Contains(p.Model) && states[p].Error is null)
            )
            {
                await CaptureErrorAsync(plan, states[plan], () => states[plan].Sync!.DeleteAsync(cancellationToken))
                    .ConfigureAwait(false);
                yield return new SyncEvent.Advanced(plan.Model, states[plan].Sync!.Deleted);
            }

            foreach (var plan in wanted)
            {
                var state = states[plan];
                if (state.Error is null)
                    await CaptureErrorAsync(plan, state, () => state.Sync!.WriteAsync(cancellationToken))
                        .ConfigureAwait(false);
                yield return new SyncEvent.Advanced(plan.Model, state.Sync!.Inserted + state.Sync.Updated);
            }

            var references = new OrphanCheck(_catalog);
            foreach (var plan in wanted.Where(p => states[p].Error is null))
                await CaptureErrorAsync(
                        plan,
                        states[plan],
                        async () =>
                        {
                            var found = await references
                                .CheckSyncedAsync(target, WrittenBy(plan), cancellationToken)
                                .ConfigureAwait(false);
                            if (found.Count > 0)
                                throw Errors.Orphans(plan.Model, string.Join("; ", found));
                        }
                    )
                    .ConfigureAwait(false);
        }

        foreach (var plan in _plans)
            yield return Result(plan, states.GetValueOrDefault(plan));
    }

    public ValueTask DisposeAsync() => _compare.DisposeAsync();

    internal static async Task<SyncRun> PrepareAsync(
        IReadOnlyList<PidModel> models,
        DatabaseCatalog catalog,
        Database source,
        Database target,
        CompareOptions options,
        CancellationToken cancellationToken
    )
    {
        var compare = await CompareRun
            .PrepareAsync(models, catalog, source, target, options, cancellationToken)
            .ConfigureAwait(false);
        return new SyncRun(compare, catalog, options.Allow);
    }

    /// <summary>What was written of a model, for the check of foreign keys.</summary>
    private WrittenRows WrittenBy(SyncPlan plan) =>
        new(
            plan.Plan.Target.Table,
            plan.WrittenConditions(),
            plan.Deletes > 0 && !_kept.Contains(plan.Model),
            plan.Updates > 0
        );

    /// <summary>What forbids writing a model, or should be known about it; nothing is written yet.</summary>
    private IEnumerable<PidFinding> Look(SyncPlan plan, Target target)
    {
        var (model, table) = (plan.Plan.Copy.Model, plan.Plan.Copy.Target);
        if (TableTraits.FindNoRollback(model, table, _allow) is { } refused)
            yield return refused;
        var events =
            (plan.Inserts > 0 ? TriggerEvents.Insert : 0)
            | (plan.Updates > 0 ? TriggerEvents.Update : 0)
            | (plan.Deletes > 0 && !_kept.Contains(plan.Model) ? TriggerEvents.Delete : 0);
        foreach (var finding in TriggerCheck.Fire(model, table, events, target.ConstraintsAreOff, _allow))
            yield return finding;
        foreach (var finding in TriggerCheck.StayOff(plan.Plan.WritePlan, events, target.ConstraintsAreOff))
            yield return finding;
    }

    /// <summary>
    /// Whether changed rows may be deleted and inserted again: where no trigger would fire, or all of them are allowed
    /// to.
    /// </summary>
    private bool TriggersAllowReplacing(SyncPlan plan, Target target) =>
        TriggerCheck
            .Fire(
                plan.Plan.Copy.Model,
                plan.Plan.Copy.Target,
                TriggerEvents.Insert | TriggerEvents.Delete,
                target.ConstraintsAreOff,
                _allow
            )
            .All(f => f.Severity != FindingSeverity.Error);

    private async Task CaptureErrorAsync(SyncPlan plan, State state, Func<Task> work)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (MigrationException e)
        {
            state.Error = e;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var into = _compare.Sources.Target.Database;
            state.Error = into.TranslateWrite(
                e,
                plan.Plan.Copy.Target.Name.ToString(),
                (why, inner) => Errors.LoadFailed(plan.Model, "a batch", why, inner)
            );
        }

        state.Elapsed += clock.Elapsed;
    }

    private SyncEvent.Ended Result(SyncPlan plan, State? state)
    {
        var kept = _kept.Contains(plan.Model) ? plan.Deletes : 0;
        var result = new PidSyncResult
        {
            Model = plan.Model,
            Table = plan.Comparison.Table,
            TargetTable = plan.Comparison.TargetTable,
            Status = SyncStatus.Equal,
            Rows = plan.Comparison.Rows,
            Elapsed = plan.Comparison.Elapsed + (state?.Elapsed ?? TimeSpan.Zero),
            Inserted = state?.Sync?.Inserted ?? 0,
            Updated = state?.Sync?.Updated ?? 0,
            Deleted = state?.Sync?.Deleted ?? 0,
            Kept = kept,
        };
        if (plan.IsEmpty)
            return new SyncEvent.Ended(result, null);
        if (state is null)
            return new SyncEvent.Ended(
                result with
                {
                    Status = SyncStatus.Skipped,
                    Kept = plan.Deletes,
                    Reason = "Declined at the prompt.",
                },
                null
            );
        if (state.Error is not null)
            return new SyncEvent.Ended(
                result with
                {
                    Status = SyncStatus.Failed,
                    Reason = state.Error.Message,
                },
                state.Error
            );
        return new SyncEvent.Ended(
            kept == 0
                ? result with
                {
                    Status = SyncStatus.Synced,
                }
                : result with
                {
                    Status = SyncStatus.Partial,
                    Reason = "Declined at the prompt; the rows that only the target has are kept.",
                },
            null
        );
    }

    /// <summary>How far a model's repair is.</summary>
    private sealed class State
    {
        public ModelSync? Sync { get; set; }

        public MigrationException? Error { get; set; }

        public TimeSpan Elapsed { get; set; }
    }
}
