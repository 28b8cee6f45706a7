using System.Globalization;
using System.Threading.Channels;
using PidMigration.Databases;
using PidMigration.Events;
using PidMigration.Failures;
using PidMigration.Findings;
using PidMigration.Ledgers;
using PidMigration.Planning;
using PidMigration.Verifying;

namespace PidMigration.Copying;

/// <summary>
/// A copy that is ready to run: the source's snapshot is taken, the target is open, every model is matched, nothing is
/// changed yet. What is decided for each model (<see cref="Decide"/>) is done by <see cref="RunAsync"/>.
/// </summary>
public sealed class CopyRun : IAsyncDisposable
{
    private readonly CopyConnections _connections;
    private readonly CopyOptions _options;
    private readonly ICopyVerifier _verifier;
    private readonly CopyDecisions _decisions;
    private readonly CopyOutcomes _outcomes;

    /// <summary>Immutable; the run's own task replaces it as a whole, and any task may read it.</summary>
    private volatile LedgerRun _run;

    internal CopyRun(
        CopyConnections connections,
        LedgerRun run,
        IReadOnlyList<ModelPlan> plans,
        IReadOnlyList<PidFinding> findings,
        CopyOptions options,
        ICopyVerifier verifier
    )
    {
        (_connections, _run, _options, _verifier) = (connections, run, options, verifier);
        (Plans, Findings) = (plans, findings);
        IsResumed = run.Entries.Count > 0;
        _decisions = new CopyDecisions(plans, options.WithoutParents, MustRestart);
        _outcomes = new CopyOutcomes(plans);
    }

    public IReadOnlyList<ModelPlan> Plans { get; }

    /// <summary>What was found beforehand; there is no error among it.</summary>
    public IReadOnlyList<PidFinding> Findings { get; }

    /// <summary>What the user should know before it runs: how the target is written, what a resume risks.</summary>
    public IReadOnlyList<string> Warnings =>
        [
            .. _connections.Writer.Warning is { } warning ? [warning] : (string[])[],
            .. WarningsOf(Findings),
            .. ResumeWarning is { } resume ? [resume] : (string[])[],
        ];

    /// <summary>Whether it resumes an earlier run.</summary>
    public bool IsResumed { get; }

    /// <summary>The target's name in questions.</summary>
    public string TargetName => _connections.Target.ShortName;

    /// <summary>The target's address, without its password.</summary>
    public string TargetAddress => _connections.Target.ToString();

    private string? ResumeWarning
    {
        get
        {
            var (now, before) = (_connections.Snapshot.Current.Position, _run.Settings.Position);
            if (!IsResumed || now is not null && now == before)
                return null;
            return Failures.Warnings.SourceMayDiffer(_run.Run, now is not null && before is not null);
        }
    }

    /// <summary>
    /// Whether a model of the earlier run has to start over: it was being cleared, or has no key that says where its
    /// copy was.
    /// </summary>
    public bool MustRestart(ModelPlan plan)
    {
        if (!IsResumed || FindEntry(plan) is not { IsDone: false } entry)
            return false;
        var mayHoldRows = entry.Rows > 0 || !plan.Target.IsTransactional && plan.TargetRows > 0;
        return entry.State == LedgerState.Clearing
            || mayHoldRows && !KeysetPredicate.CanSeek(plan, _connections.Source.Dialect);
    }

    /// <summary>Where a model of the earlier run is; null for a run that begins.</summary>
    public LedgerEntry? FindEntry(ModelPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return _run.Entries.FirstOrDefault(e => e.Model == plan.Model.Name);
    }

    /// <summary>Says what is done with a model, before the run begins. A model without a decision is copied.</summary>
    public void Decide(ModelPlan plan, CopyDecision decision, string? reason = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _decisions.Decide(plan, decision, reason);
    }

    /// <summary>
    /// Why a model can't be copied after what was decided: a model that it refers to is skipped. Null where it can.
    /// </summary>
    public string? FindObstacle(ModelPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return _decisions.FindObstacle(plan);
    }

    /// <summary>
    /// Clears what is to be cleared, copies the models, checks foreign keys. An error of one model ends that model and
    /// those that refer to it.
    /// </summary>
    public IAsyncEnumerable<CopyEvent> RunAsync(CancellationToken cancellationToken) =>
        EventStream.RunAsync<CopyEvent>(WorkAsync, null, cancellationToken);

    /// <summary>Closes the snapshot, the target's session and the ledger.</summary>
    public ValueTask DisposeAsync() => _connections.DisposeAsync();

    private async Task WorkAsync(ChannelWriter<CopyEvent> events, CancellationToken cancellationToken)
    {
        var context = new CopyContext(_connections, _options, _verifier, _outcomes, events);
        MarkSkipped();
        if (!IsResumed)
            await BeginAsync(context.Ledger, cancellationToken).ConfigureAwait(false);
        await ClearAsync(context, cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
            await new CopyScheduler(context, Plans, _run, _decisions).RunAsync(cancellationToken).ConfigureAwait(false);
        await EndAsync(context.Ledger).ConfigureAwait(false);
    }

    /// <summary>
    /// No task will look at the rows of a skipped model again, so its table isn't pending: the foreign keys to it are
    /// checked.
    /// </summary>
    private void MarkSkipped()
    {
        _decisions.SkipObstructed();
        foreach (var plan in PlansFor(CopyDecision.Skip))
            _outcomes.MarkSkipped(plan);
    }

    /// <summary>Records what is going to be done; of a run that is resumed, the ledger has it.</summary>
    private async Task BeginAsync(Ledger ledger, CancellationToken cancellationToken)
    {
        // Indexes that an earlier run dropped are this run's to restore.
        var dropped = await ledger.FindDeferredIndexesAsync(cancellationToken).ConfigureAwait(false);
        _run = _run with
        {
            Entries =
            [
                .. Plans
                    .Where(p => _decisions.Get(p) != CopyDecision.Skip)
                    .Select(p => new LedgerEntry
                    {
                        Run = _run.Run,
                        Model = p.Model.Name,
                        SchemaSignature = p.SchemaSignature,
                        InitialTargetRows = p.TargetRows,
                        Expected = p.SourceRows,
                        State =
                            _decisions.Get(p) == CopyDecision.ClearAndCopy ? LedgerState.Clearing : LedgerState.Pending,
                        DeferredIndexes = dropped.GetValueOrDefault(p.Model.Name),
                    }),
            ],
        };
        await ledger.BeginAsync(_run, cancellationToken).ConfigureAwait(false);
    }

    private async Task ClearAsync(CopyContext context, CancellationToken cancellationToken)
    {
        // Children first.
        var cleared = PlansFor(CopyDecision.ClearAndCopy).Reverse().ToList();
        if (cleared.Count == 0)
            return;
        context.Report(new CopyEvent.Clearing(cleared));
        var clearing = new TargetClearing(_connections, context.Ledger);
        _run = await clearing.RunAsync(_run, cleared, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Completes the run in the ledger if nothing of it is left to do.</summary>
    private async Task EndAsync(Ledger ledger)
    {
        var planned = _run.Entries.Count(e => e.Part == 0 && (!e.IsDone || e.DeferredIndexes is not null));
        if (_outcomes.Finished == planned)
            await ledger.CompleteAsync(_run.Run, _run.Attempt, CancellationToken.None).ConfigureAwait(false);
    }

    private IEnumerable<ModelPlan> PlansFor(CopyDecision decision) => Plans.Where(p => _decisions.Get(p) == decision);

    /// <summary>
    /// The findings that are warnings. A right that is missing on one table is missing on most, and said once.
    /// </summary>
    private static IEnumerable<string> WarningsOf(IReadOnlyList<PidFinding> findings)
    {
        var warnings = findings
            .Where(f => f.Severity == FindingSeverity.Warning)
            .ToLookup(f => f.Code == TriggerCheck.HiddenCode, f => f.Message);
        var hidden = warnings[true].ToList();
        if (hidden.Count == 1)
            yield return hidden[0];
        if (hidden.Count > 1)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{hidden[0]} The same applies to {hidden.Count - 1:N0} more tables."
            );
        foreach (var warning in warnings[false])
            yield return warning;
    }
}
