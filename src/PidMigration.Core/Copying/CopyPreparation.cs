using System.Globalization;
using PidMigration.Catalog;
using PidMigration.Conversion;
using PidMigration.Copying.Loading;
using PidMigration.Databases;
using PidMigration.Databases.Resilience;
using PidMigration.Failures;
using PidMigration.Findings;
using PidMigration.Ledgers;
using PidMigration.Planning;
using PidMigration.Rows;
using PidMigration.Verifying;

namespace PidMigration.Copying;

/// <summary>Makes a copy ready: all that can fail beforehand fails here, with nothing changed.</summary>
internal sealed class CopyPreparation(
    Database source,
    Database target,
    IReadOnlyList<PidModel> all,
    DatabaseCatalog catalog,
    ICopyVerifier verifier
)
{
    public async Task<CopyRun> BeginAsync(
        IReadOnlyList<PidModel> models,
        CopyOptions options,
        CancellationToken cancellationToken
    )
    {
        var (plans, findings) = Match(models, options);
        var ledger = options.PlanOnly ? null : await Ledger.OpenAsync(target, cancellationToken).ConfigureAwait(false);
        var run = new LedgerRun
        {
            Run =
                DateTime.UtcNow.ToString("yyyyMMdd-HHmmss-", CultureInfo.InvariantCulture)
                + Random.Shared.NextInt64(1L << 32).ToString("x8", CultureInfo.InvariantCulture),
            Settings = new RunSettings
            {
                Source = source.Place,
                Started = DateTime.UtcNow,
                Where = options.Where,
                Since = options.Since?.Exact,
                Allow = options.Allow.Names,
                Exclude = options.Exclude.Patterns.Count == 0 ? null : options.Exclude.Patterns,
                Collect = options.Rejects is not null,
                BatchRows = options.Limit.Rows == BatchLimit.Default.Rows ? null : options.Limit.Rows,
            },
        };
        return await OpenAsync(plans, findings, ledger, run, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The last run that isn't complete, or those of its models that are named.</summary>
    /// <exception cref="MigrationException">PID1901, PID1903 to PID1906, PID1909, PID1913: there is none, or resuming
    /// it wouldn't be safe.</exception>
    public async Task<CopyRun> ResumeAsync(
        IReadOnlyList<PidModel>? named,
        CopyOptions options,
        CancellationToken cancellationToken
    )
    {
        var ledger = options.PlanOnly ? null : await Ledger.OpenAsync(target, cancellationToken).ConfigureAwait(false);
        try
        {
            await using var session = await target.OpenTargetAsync(cancellationToken).ConfigureAwait(false);
            var run =
                (await Ledger.ReadAsync(session, cancellationToken).ConfigureAwait(false)).FirstOrDefault(r => r.IsOpen)
                ?? throw LedgerErrors.NothingToResume(target.ToString());
            if (run.Settings.Source != source.Place)
                throw LedgerErrors.OtherSource(run.Run, run.Settings.Source, source.Place);
            options = ApplyRunSettings(run, options);
            // From here on a process that may still run an earlier attempt can't commit any more.
            if (ledger is not null)
                run = await ledger.TakeOverAsync(run, cancellationToken).ConfigureAwait(false);
            var (plans, findings) = Match(SelectRemaining(run, named), options);
            foreach (var plan in plans)
                CheckShape(run, plan);
            await CheckCountsAsync(run, session, cancellationToken).ConfigureAwait(false);
            return await OpenAsync(
                    [.. plans.Select(p => ResumePlan(run, p, options))],
                    findings,
                    ledger,
                    run,
                    options,
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch
        {
            if (ledger is not null)
                await ledger.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The options with the run's own rules; those that a user gives again have to be the same.</summary>
    private static CopyOptions ApplyRunSettings(LedgerRun run, CopyOptions options)
    {
        var theirs = run.Settings;
        if (options.Where is not null && options.Where != theirs.Where)
            throw LedgerErrors.OtherRules(
                run.Run,
                "-Where",
                theirs.Where is null ? "without one" : $"with -Where \"{theirs.Where}\""
            );
        if (options.Since is not null && options.Since.Exact != theirs.Since)
            throw LedgerErrors.OtherRules(
                run.Run,
                "-Since",
                theirs.Since is null ? "without one" : $"with -Since {theirs.Since}"
            );
        RequireSame(run, "-Allow", options.Allow.Names, theirs.Allow);
        RequireSame(run, "-ExcludeColumn", options.Exclude.Patterns, theirs.Exclude ?? []);
        if (options.Rejects is null && theirs.Collect)
            throw LedgerErrors.OtherRules(run.Run, "-OnRowError", "with -OnRowError Collect");
        return options with
        {
            Where = theirs.Where,
            Since = theirs.Since is null ? null : new SinceValue(theirs.Since),
            Allow = new AllowedChanges(theirs.Allow),
            Exclude = new ColumnExclusions(theirs.Exclude ?? []),
            Limit =
                options.Limit == BatchLimit.Default && theirs.BatchRows is { } rows
                    ? CopyOptions.LimitFor(rows)
                    : options.Limit,
        };
    }

    /// <summary>A list that a user gives again has to be the run's, in any order.</summary>
    private static void RequireSame(
        LedgerRun run,
        string parameter,
        IReadOnlyList<string> given,
        IReadOnlyList<string> theirs
    )
    {
        var same = given.Order(StringComparer.Ordinal).SequenceEqual(theirs.Order(StringComparer.Ordinal));
        if (given.Count > 0 && !same)
            throw LedgerErrors.OtherRules(
                run.Run,
                parameter,
                theirs.Count == 0 ? "without one" : $"with {parameter} {string.Join(", ", theirs)}"
            );
    }

    /// <summary>The models that are left to do; all of them have to be the run's.</summary>
    private List<PidModel> SelectRemaining(LedgerRun run, IReadOnlyList<PidModel>? named)
    {
        var theirs = run.Entries.Select(e => e.Model).ToHashSet();
        if (named?.FirstOrDefault(m => !theirs.Contains(m.Name)) is { } other)
            throw LedgerErrors.NotInRun(other.Name, run.Run);
        var left = run.Entries.Where(e => !e.IsDone || e.DeferredIndexes is not null).Select(e => e.Model).ToHashSet();
        if (left.Except(all.Select(m => m.Name)).FirstOrDefault() is { } gone)
            throw LedgerErrors.OtherShape(gone, run.Run, "the source no longer has this model");
        return [.. (named ?? all).Where(m => left.Contains(m.Name))];
    }

    private static void CheckShape(LedgerRun run, ModelPlan plan)
    {
        var before = run.Entries.First(e => e.Model == plan.Model.Name).SchemaSignature;
        if (before == plan.SchemaSignature)
            return;
        var (old, now) = (before.Split("; "), plan.SchemaSignature.Split("; "));
        throw LedgerErrors.OtherShape(
            plan.Model.Name,
            run.Run,
            $"{old.Except(now).FirstOrDefault() ?? "nothing"} then, "
                + $"{now.Except(old).FirstOrDefault() ?? "nothing"} now"
        );
    }

    /// <summary>No rows may have been added or deleted in between, in complete models neither.</summary>
    private async Task CheckCountsAsync(LedgerRun run, Target session, CancellationToken cancellationToken)
    {
        var models = all.Where(m => run.Entries.Any(e => e.Model == m.Name)).ToList();
        var matches = TableMatches.Of(models, catalog, target.ToString());
        foreach (
            var parts in run
                .Entries.Where(e => e.State is not (LedgerState.Clearing or LedgerState.Superseded))
                .GroupBy(e => e.Model)
        )
        {
            if (models.Find(m => m.Name == parts.Key) is not { } model || matches.Find(model, out _) is not { } table)
                continue;
            // The rows that such a table has of a batch that broke off aren't counted; it starts over.
            if (!table.IsTransactional && !parts.First().IsDone)
                continue;
            var accounted = parts.Sum(e => e.Rows) + parts.First().InitialTargetRows;
            var rows = await session.CountAsync(table.Name, cancellationToken).ConfigureAwait(false);
            if (rows != accounted)
                throw LedgerErrors.TargetChanged(model.Name, run.Run, rows, accounted);
        }
    }

    /// <summary>The plan of the rows that are left.</summary>
    private ModelPlan ResumePlan(LedgerRun run, ModelPlan plan, CopyOptions options)
    {
        var parts = run.Entries.Where(e => e.Model == plan.Model.Name).ToList();
        var dialect = source.Dialect;
        if (parts[0].State == LedgerState.Clearing)
            return plan;
        if (KeysetPredicate.CanSeek(plan, dialect))
            return KeysetPredicate.Within(
                plan,
                [.. parts.Select(e => (StringListJson.Read(e.LastKey), StringListJson.Read(e.UpperKey)))],
                dialect
            );
        if (options.Since is not null && parts[0].Rows > 0)
            throw LedgerErrors.NoPosition(plan.Model.Name, run.Run);
        return plan;
    }

    private (List<ModelPlan> Plans, List<PidFinding> Findings) Match(
        IReadOnlyList<PidModel> models,
        CopyOptions options
    )
    {
        var planner = SchemaMatcher.Between(models, source, target, catalog, options.Allow, options.Exclude);
        var matches = models.Select(planner.Match).ToList();
        var findings = matches.SelectMany(m => m.Findings).ToList();
        PidFinding.ThrowFirst(findings);
        return ([.. matches.Select(m => m.Plan!)], findings);
    }

    /// <summary>Takes the snapshot, opens the target, asks the data, counts.</summary>
    private async Task<CopyRun> OpenAsync(
        IReadOnlyList<ModelPlan> plans,
        IReadOnlyList<PidFinding> known,
        Ledger? ledger,
        LedgerRun run,
        CopyOptions options,
        CancellationToken cancellationToken
    )
    {
        await using var opened = new OpenedTogether();
        if (ledger is not null)
            opened.Add(ledger);
        var snapshot = opened.Add(
            await source.OpenSnapshotAsync(options.MaxParallelism, cancellationToken).ConfigureAwait(false)
        );
        var writer = opened.Add(await target.OpenTargetAsync(cancellationToken).ConfigureAwait(false));
        var (counted, findings) = await new Preflight(source, snapshot, target, writer, catalog)
            .CheckAsync(plans, options, cancellationToken)
            .ConfigureAwait(false);
        PidFinding.ThrowFirst(findings);
        await CheckIndexesAsync(counted, cancellationToken).ConfigureAwait(false);
        if (run.Entries.Count == 0)
            run = run with { Settings = run.Settings with { Position = snapshot.Position } };
        var connections = new CopyConnections
        {
            Source = source,
            Target = target,
            Snapshot = new RenewableSnapshot(
                source,
                snapshot,
                options.MaxParallelism,
                new StallTimeout(options.Timeout)
            ),
            Writer = writer,
            TargetCatalog = catalog,
            Ledger = ledger,
        };
        opened.Keep();
        return new CopyRun(connections, run, counted, [.. known, .. findings], options, verifier);
    }

    /// <summary>Existing keys are looked up in the target's indexes, so these must not be damaged.</summary>
    private async Task CheckIndexesAsync(IReadOnlyList<ModelPlan> plans, CancellationToken cancellationToken)
    {
        var filled = plans.Where(p => p.SkipExisting && p.TargetRows > 0).ToList();
        if (filled.Count == 0)
            return;
        await using var look = await target.OpenSnapshotAsync(cancellationToken).ConfigureAwait(false);
        foreach (var plan in filled)
            await look.CheckDamageAsync(plan.Target, plan.Model.Name, "target", cancellationToken)
                .ConfigureAwait(false);
    }
}
