using System.Globalization;
using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Findings;

namespace PidMigration.Planning;

/// <summary>
/// Asks both databases, before anything is changed, whether a plan can be carried out; and counts its rows.
/// </summary>
internal sealed class Preflight(
    Database source,
    Snapshot snapshot,
    Database target,
    Target writer,
    DatabaseCatalog catalog
)
{
    /// <summary>
    /// A model whose keys have to be laid before the target takes about so many times as long as one of its size that
    /// is only scanned.
    /// </summary>
    private const int KeysWeight = 3;

    private readonly SerialExecutor _target = new();

    private DataScan Scan => new(source, snapshot, target, writer, _target);

    /// <summary>The plans with their conditions and counts, and what was found in the data.</summary>
    public async Task<(IReadOnlyList<ModelPlan> Plans, IReadOnlyList<PidFinding> Findings)> CheckAsync(
        IReadOnlyList<ModelPlan> plans,
        PlanOptions options,
        CancellationToken cancellationToken
    )
    {
        var models = plans.Select(p => p.Model).ToList();
        var counted = plans
            .Select(p =>
                p with
                {
                    SingleTransaction = ConstraintOrder.NeedsSingleTransaction(writer, p, plans, target.ToString()),
                    Where = RowFilter.ForModel(p.Model, models, options, source.Dialect),
                    SkipExisting = options.Since is not null,
                }
            )
            .ToArray();
        var (rows, findings, targetRows) = (
            new long[plans.Count],
            new IReadOnlyList<PidFinding>[plans.Count],
            new long[plans.Count]
        );

        var doings = new IReadOnlyList<PidFinding>[plans.Count];
        async ValueTask LookAtTargetAsync(CancellationToken stop)
        {
            for (var i = 0; i < counted.Length; i++)
            {
                await ProbeWriteAsync(counted[i], stop).ConfigureAwait(false);
                targetRows[i] = await CountTargetAsync(counted[i].Target.Name, counted[i].Model.Name, stop)
                    .ConfigureAwait(false);
            }

            var cleared = counted
                .Where((p, i) => targetRows[i] > 0 && !p.SkipExisting)
                .Select(p => p.Target.Name)
                .ToHashSet();
            var clearing = new ClearCheck(target, writer, catalog, cleared);
            for (var i = 0; i < counted.Length; i++)
                doings[i] = await AskTargetAsync(
                        () => clearing.FindAsync(counted[i], options.Allow, stop),
                        counted[i].Target.Name,
                        counted[i].Model.Name
                    )
                    .ConfigureAwait(false);
        }

        async ValueTask LookAtSourceAsync(int i, CancellationToken stop) =>
            (rows[i], findings[i]) = await ScanAsync(counted[i], models, options, stop).ConfigureAwait(false);

        // As many models of the source as it lets us ask side by side, and one more, whose turn is the target's. What
        // takes longest comes first, and the small ones fill what it leaves. The target is asked at the same time.
        var jobs = Enumerable
            .Range(0, plans.Count)
            .OrderByDescending(i => (plans[i].Model.RowEstimate ?? 0) * (Scan.NeedsTarget(plans[i]) ? KeysWeight : 1))
            .Select(i => (Func<CancellationToken, ValueTask>)(stop => LookAtSourceAsync(i, stop)))
            .Prepend(LookAtTargetAsync);
        var sideBySide = new ParallelOptions
        {
            MaxDegreeOfParallelism = 1 + (int)Math.Min(options.MaxParallelism, snapshot.MaxConcurrentQueries + 1L),
            CancellationToken = cancellationToken,
        };
        await Parallel.ForEachAsync(jobs, sideBySide, (job, stop) => job(stop)).ConfigureAwait(false);
        for (var i = 0; i < counted.Length; i++)
            counted[i] = counted[i] with { SourceRows = rows[i], TargetRows = targetRows[i] };

        if (!options.WithoutParents)
            foreach (var plan in counted.Where(p => p.SourceRows > 0))
                await new ParentCheck(source.Dialect, snapshot, HasRowsAsync)
                    .RunAsync(plan, counted, cancellationToken)
                    .ConfigureAwait(false);
        return (counted, [.. findings.SelectMany(f => f), .. doings.SelectMany(f => f)]);
    }

    /// <summary>What is found against one plan; nothing is counted in the target.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="tables">The tables of all models that would be copied with it, this one's among them.</param>
    /// <param name="chosen">All models.</param>
    /// <param name="options">How the copy would go about it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<PidFinding>> InspectAsync(
        ModelPlan plan,
        IReadOnlySet<TableName> tables,
        IReadOnlyList<PidModel> chosen,
        PlanOptions options,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await ProbeWriteAsync(plan, cancellationToken).ConfigureAwait(false);
            var cleared = await writer.HasRowsAsync(plan.Target.Name, cancellationToken).ConfigureAwait(false)
                ? tables
                : new HashSet<TableName>();
            var doings = await AskTargetAsync(
                    () =>
                        new ClearCheck(target, writer, catalog, cleared).FindAsync(
                            plan,
                            options.Allow,
                            cancellationToken
                        ),
                    plan.Target.Name,
                    plan.Model.Name
                )
                .ConfigureAwait(false);
            var scanned = await ScanAsync(
                    plan with
                    {
                        Where = RowFilter.ForModel(plan.Model, chosen, options, source.Dialect),
                    },
                    chosen,
                    options,
                    cancellationToken
                )
                .ConfigureAwait(false);
            return [.. scanned.Findings, .. doings];
        }
        catch (MigrationException e) when (e.Kind != FailureKind.InvalidArgument)
        {
            return [PidFinding.Of(e, plan.Model.Name, "", "Access")];
        }
    }

    private async Task<(long Rows, IReadOnlyList<PidFinding> Findings)> ScanAsync(
        ModelPlan plan,
        IReadOnlyList<PidModel> chosen,
        PlanOptions options,
        CancellationToken cancellationToken
    )
    {
        try
        {
            // The condition is tried by itself first: an error of the scan is then not the user's.
            if (options.Where is not null)
                await snapshot
                    .CheckConditionAsync(RowFilter.TableOf(plan.Model, chosen), options.Where, cancellationToken)
                    .ConfigureAwait(false);
            if (options.Where is not null || options.SkipPreflight)
            {
                var rows = await snapshot
                    .CountAsync(plan.Model.Definition, plan.ReadWhere, cancellationToken)
                    .ConfigureAwait(false);
                if (options.SkipPreflight)
                    return (rows, await TraitsAsync(plan, cancellationToken).ConfigureAwait(false));
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw source.TranslateRead(
                e,
                plan.Model.Table,
                (why, inner) =>
                    options.Where is null
                        ? Errors.CountFailed(plan.Model.Name, why, inner)
                        : Errors.BadWhere(plan.Model.Name, "source", options.Where, why, inner)
            );
        }

        return await source
            .GuardReadAsync(
                () => AskDataAsync(plan, cancellationToken),
                plan.Model.Table,
                (why, inner) => Errors.CountFailed(plan.Model.Name, why, inner)
            )
            .ConfigureAwait(false);
    }

    private async Task<(long Rows, IReadOnlyList<PidFinding> Findings)> AskDataAsync(
        ModelPlan plan,
        CancellationToken cancellationToken
    )
    {
        var traits = await TraitsAsync(plan, cancellationToken).ConfigureAwait(false);
        var (rows, findings) = await Scan.RunAsync(plan, cancellationToken).ConfigureAwait(false);
        return (rows, [.. traits, .. findings]);
    }

    /// <summary>
    /// What the source's table is, beside its rows' values: damaged, or with a history that stays behind.
    /// </summary>
    private async Task<IReadOnlyList<PidFinding>> TraitsAsync(ModelPlan plan, CancellationToken cancellationToken)
    {
        var (table, name) = (plan.Model.Definition, plan.Model.Name);
        var findings = new List<PidFinding>();
        if (await snapshot.FindDamageAsync(table, cancellationToken).ConfigureAwait(false) is { } damage)
            findings.Add(PidFinding.Of(SchemaErrors.Damaged(name, "source", damage), name, "", "Damage"));
        if (await snapshot.CountHistoryAsync(table, cancellationToken).ConfigureAwait(false) is > 0 and var history)
            findings.Add(
                new PidFinding
                {
                    Severity = FindingSeverity.Warning,
                    Code = "PID1221",
                    Model = name,
                    Rule = "History",
                    Rows = history,
                    Message = string.Create(
                        CultureInfo.InvariantCulture,
                        $"{name}: {table.FullName} is system-versioned; the {history:N0} earlier versions "
                            + $"of its rows are not copied."
                    ),
                }
            );
        return findings;
    }

    private Task<long> CountTargetAsync(TableName table, string model, CancellationToken cancellationToken) =>
        AskTargetAsync(
            async () =>
                await writer.HasRowsAsync(table, cancellationToken).ConfigureAwait(false)
                    ? await writer.CountAsync(table, cancellationToken).ConfigureAwait(false)
                    : 0,
            table,
            model
        );

    private Task<bool> HasRowsAsync(TableName table, string model, CancellationToken cancellationToken) =>
        AskTargetAsync(() => writer.HasRowsAsync(table, cancellationToken), table, model);

    private Task<T> AskTargetAsync<T>(Func<Task<T>> ask, TableName table, string model) =>
        target.GuardReadAsync(
            () => _target.RunAsync(ask),
            table.ToString(),
            (why, inner) => Errors.CountFailed(model, why, inner)
        );

    private Task<bool> ProbeWriteAsync(ModelPlan plan, CancellationToken cancellationToken)
    {
        var table = plan.Target.Name.ToString();
        return target.GuardWriteAsync(
            () =>
                _target.RunAsync(async () =>
                {
                    await writer.ProbeWriteAsync(plan.Target, cancellationToken).ConfigureAwait(false);
                    return true;
                }),
            table,
            (why, inner) => RightsErrors.MayNotWrite(table, target.ToString(), why, inner)
        );
    }
}
