using System.Runtime.CompilerServices;
using PidMigration.Catalog;
using PidMigration.Comparing;
using PidMigration.Copying;
using PidMigration.Copying.Indexes;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Findings;
using PidMigration.Ledgers;
using PidMigration.Planning;
using PidMigration.Sequences;
using PidMigration.Syncing;
using PidMigration.Verifying;

namespace PidMigration.Sessions;

/// <summary>A source and a target, and what can be done between them. Connections are made when they are needed and closed again.</summary>
public sealed class MigrationSession
{
    private IReadOnlyList<PidModel>? _models;

    /// <summary>A session between two databases. Nothing is opened yet.</summary>
    public MigrationSession(DatabaseAddress source, DatabaseAddress target)
        : this(new Database(source), new Database(target)) { }

    private MigrationSession(Database source, Database target) => (Source, Target) = (source, target);

    /// <summary>The database that is read.</summary>
    public Database Source { get; }

    /// <summary>The database that is written.</summary>
    public Database Target { get; }

    /// <summary>
    /// The error to show for a connection that broke where nothing nearer to it says so: a server can go away between any two
    /// statements. Null for whatever else it is.
    /// </summary>
    public MigrationException? TranslateConnectionLoss(Exception exception)
    {
        var lost = ((Database[])[Source, Target])
            .Where(d => d.Classify(exception) == FailureCause.ConnectionLost)
            .ToList();
        // Of two servers of one engine the exception doesn't say which it was.
        return lost.Count == 0
            ? null
            : Errors.ConnectionLost(string.Join(" or ", lost), lost[0].Reason(exception), exception);
    }

    /// <summary>The same two, the other way round.</summary>
    public MigrationSession Switched() => new(Target, Source);

    /// <summary>Connects to both and asks them what they are.</summary>
    /// <exception cref="MigrationException">PID1006: both are the same database; PID11xx: one can't be reached.</exception>
    public async Task<(DatabaseInfo Source, DatabaseInfo Target)> ProbeAsync(CancellationToken cancellationToken)
    {
        var from = await Source.ProbeAsync(cancellationToken).ConfigureAwait(false);
        var into = await Target.ProbeAsync(cancellationToken).ConfigureAwait(false);
        EnsureDifferent(from, into);
        return (from, into);
    }

    /// <summary>The models of the source, parents first, as they are now.</summary>
    public async Task<IReadOnlyList<PidModel>> GetModelsAsync(CancellationToken cancellationToken)
    {
        await ReadSourceAsync(cancellationToken).ConfigureAwait(false);
        return KnownModels;
    }

    /// <summary>The names of the source's models that were seen last, for completion; empty before the first look.</summary>
    public IReadOnlyList<PidModel> KnownModels => _models ?? [];

    /// <summary>What is to be known of the source's models as a whole: what isn't among them, and why. Empty before the first look.</summary>
    public IReadOnlyList<CatalogWarning> Remarks { get; private set; } = [];

    /// <summary>Counts models in both databases, one consistent look at each.</summary>
    public async IAsyncEnumerable<PidCount> CountAsync(
        IReadOnlyList<string> names,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var (models, catalog) = await SelectModelsAsync(names, cancellationToken).ConfigureAwait(false);
        var counter = new RowCounter(Source, Target);
        await foreach (var count in counter.CountAsync(models, catalog, cancellationToken).ConfigureAwait(false))
            yield return count;
    }

    /// <summary>
    /// Makes all ready for copying models, their through tables with them: takes the snapshot, opens the target, matches every
    /// column, counts. Nothing is changed. What fails here fails before anything was cleared.
    /// </summary>
    public async Task<CopyRun> PrepareCopyAsync(
        IReadOnlyList<string> names,
        CopyOptions options,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        var (models, catalog) = await SelectModelsAsync(names, cancellationToken).ConfigureAwait(false);
        options.Exclude.CheckUsed(models);
        return await new CopyPreparation(Source, Target, KnownModels, catalog, new CopyVerifier(Source, Target))
            .BeginAsync(models, options, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Makes ready for going on with the last run that isn't complete: with all that is left of it, or with the models of those names.</summary>
    public async Task<CopyRun> PrepareResumeAsync(
        IReadOnlyList<string> names,
        CopyOptions options,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        var (models, catalog) = await SelectModelsAsync(names, cancellationToken).ConfigureAwait(false);
        return await new CopyPreparation(Source, Target, KnownModels, catalog, new CopyVerifier(Source, Target))
            .ResumeAsync(names.Count == 0 ? null : models, options, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>The runs that the target's ledger has, the newest first.</summary>
    public async Task<IReadOnlyList<PidMigrationRun>> GetRunsAsync(CancellationToken cancellationToken)
    {
        await using var session = await Target.OpenTargetAsync(cancellationToken).ConfigureAwait(false);
        var runs = await Ledger.ReadAsync(session, cancellationToken).ConfigureAwait(false);
        var alive = runs.Count > 0 && await TargetLock.IsTakenAsync(session, cancellationToken).ConfigureAwait(false);
        // Of the runs that aren't complete only the one that wrote last can be the one that writes now.
        var last = runs.Where(r => r.IsOpen).MaxBy(r => r.Updated);
        return [.. runs.Select(r => PidMigrationRun.FromLedger(r, Target.ToString(), alive && r == last))];
    }

    /// <summary>Makes ready for putting back the indexes and foreign keys that runs took off.</summary>
    public Task<IndexRestore> PrepareIndexRestoreAsync(CancellationToken cancellationToken) =>
        IndexRestore.PrepareAsync(Target, cancellationToken);

    /// <summary>Makes ready for removing the target's ledger.</summary>
    public Task<LedgerRemoval> PrepareLedgerRemovalAsync(CancellationToken cancellationToken) =>
        LedgerRemoval.PrepareAsync(Target, cancellationToken);

    /// <summary>
    /// Compares both schemas, and asks the source's data whether every value fits; one finding after the other. Nothing is changed.
    /// </summary>
    public async IAsyncEnumerable<PidFinding> CompareSchemaAsync(
        IReadOnlyList<string> names,
        PlanOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        var (models, catalog) = await SelectModelsAsync(names, cancellationToken).ConfigureAwait(false);
        options.Exclude.CheckUsed(models);
        var planner = new SchemaMatcher(
            Source.Traits,
            Target.Traits,
            TableMatches.Of(models, catalog, Target.ToString()),
            Source.ToString(),
            Target.ToString(),
            options.Allow
        )
        {
            Exclude = options.Exclude,
        };
        await using var snapshot = await Source.OpenSnapshotAsync(cancellationToken).ConfigureAwait(false);
        await using var writer = await Target.OpenTargetAsync(cancellationToken).ConfigureAwait(false);
        if (writer.Warning is { } warning)
            yield return PidFinding.OfSettings(warning);
        foreach (var remark in Remarks.Concat(catalog.Warnings.Where(r => r.IsWarning)))
            yield return PidFinding.Of(remark);
        var preflight = new Preflight(Source, snapshot, Target, writer, catalog);
        var matches = models.Select(planner.Match).ToList();
        var tables = matches.Select(m => m.Plan).OfType<ModelPlan>().Select(p => p.Target.Name).ToHashSet();
        foreach (var (plan, findings) in matches)
        {
            foreach (var finding in findings)
                yield return finding;
            if (plan is null)
                continue;
            foreach (
                var finding in await preflight
                    .InspectAsync(plan, tables, models, options, cancellationToken)
                    .ConfigureAwait(false)
            )
                yield return finding;
        }
    }

    /// <summary>Makes ready for comparing every cell of models, their through tables with them. Nothing is changed.</summary>
    public async Task<CompareRun> PrepareCompareAsync(
        IReadOnlyList<string> names,
        CompareOptions options,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        var (models, catalog) = await SelectModelsAsync(names, cancellationToken).ConfigureAwait(false);
        options.Exclude.CheckUsed(models);
        return await CompareRun
            .PrepareAsync(models, catalog, Source, Target, options, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Makes ready for comparing models and writing what differs. Nothing is changed before <see cref="SyncRun.RunAsync"/>.</summary>
    public async Task<SyncRun> PrepareSyncAsync(
        IReadOnlyList<string> names,
        CompareOptions options,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        var (models, catalog) = await SelectModelsAsync(names, cancellationToken).ConfigureAwait(false);
        options.Exclude.CheckUsed(models);
        return await SyncRun
            .PrepareAsync(models, catalog, Source, Target, options, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Makes ready for deleting the target's rows of models: counts them and what depends on them. Nothing is changed.</summary>
    public async Task<ClearRun> PrepareClearAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var (models, catalog) = await SelectModelsAsync(names, cancellationToken).ConfigureAwait(false);
        return await ClearRun.PrepareAsync(models, Target, catalog, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Raises the target's counters of models, and the NOID sequence, to at least what was ever issued.</summary>
    public async Task<SequenceRun> PrepareSequencesAsync(
        IReadOnlyList<string> names,
        CancellationToken cancellationToken
    )
    {
        var from = await ReadSourceAsync(cancellationToken).ConfigureAwait(false);
        var models = names.Count == 0 ? KnownModels : Choose(names);
        var into = await ReadTargetAsync(from, cancellationToken).ConfigureAwait(false);
        return await SequenceRun
            .PrepareAsync(models, Source, from, Target, into, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>The models of those names, their through tables with them, and what the target has, which is another database.</summary>
    private async Task<(IReadOnlyList<PidModel> Models, DatabaseCatalog Target)> SelectModelsAsync(
        IReadOnlyList<string> names,
        CancellationToken cancellationToken
    )
    {
        var from = await ReadSourceAsync(cancellationToken).ConfigureAwait(false);
        var models = Choose(names);
        return (models, await ReadTargetAsync(from, cancellationToken).ConfigureAwait(false));
    }

    private IReadOnlyList<PidModel> Choose(IReadOnlyList<string> names) =>
        ModelSelection.WithThrough(ModelSelection.Resolve(names, KnownModels), KnownModels);

    private async Task<DatabaseCatalog> ReadSourceAsync(CancellationToken cancellationToken)
    {
        var catalog = await Source.ReadCatalogAsync(cancellationToken).ConfigureAwait(false);
        if (catalog.Tables.Count == 0)
            throw SchemaErrors.NoTables(Source.ToString());
        _models = ModelCatalog.Build(catalog);
        Remarks = catalog.Warnings;
        return catalog;
    }

    private async Task<DatabaseCatalog> ReadTargetAsync(DatabaseCatalog from, CancellationToken cancellationToken)
    {
        var catalog = await Target.ReadCatalogAsync(cancellationToken).ConfigureAwait(false);
        EnsureDifferent(from.Info, catalog.Info);
        return catalog;
    }

    private void EnsureDifferent(DatabaseInfo from, DatabaseInfo into)
    {
        if (from.Identity == into.Identity)
            throw Errors.SameDatabase(Source.ToString());
    }
}
