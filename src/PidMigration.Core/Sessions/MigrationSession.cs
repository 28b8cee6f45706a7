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

/// <summary>
/// A source and a target, and what can be done between them. Connections are made when they are needed and closed
/// again.
/// </summary>
public sealed class MigrationSession
{
    private IReadOnlyList<PidModel>? _models;

    /// <summary>A session between two databases. Nothing is opened yet.</summary>
    public MigrationSession(DatabaseAddress source, DatabaseAddress target)
        : this(new Database(source), new Database(target)) { }

    private MigrationSession(Database source, Database target) => (Source, Target) = (source, target);

    public Database Source { get; }

    public Database Target { get; }

    /// <summary>
    /// The error for a lost connection that no other code has translated: a server can disappear between any two
    /// statements. Null for other exceptions.
    /// </summary>
    public MigrationException? TranslateConnectionLoss(Exception exception)
    {
        var lost = ((Database[])[Source, Target])
            .Where(d => d.Classify(exception) == FailureCause.ConnectionLost)
            .ToList();
        // With two servers of the same kind, the exception doesn't tell which one it was.
        return lost.Count == 0
            ? null
            : Errors.ConnectionLost(string.Join(" or ", lost), lost[0].Reason(exception), exception);
    }

    /// <summary>The same session with source and target swapped.</summary>
    public MigrationSession Switched() => new(Target, Source);

    /// <summary>Connects to both, and returns their products and versions.</summary>
    /// <exception cref="MigrationException">PID1006: both are the same database; PID11xx: one can't be
    /// reached.</exception>
    public async Task<(DatabaseInfo Source, DatabaseInfo Target)> ProbeAsync(CancellationToken cancellationToken)
    {
        var from = await Source.ProbeAsync(cancellationToken).ConfigureAwait(false);
        var into = await Target.ProbeAsync(cancellationToken).ConfigureAwait(false);
        EnsureDifferent(from, into);
        return (from, into);
    }

    /// <summary>The current models of the source, parents first.</summary>
    public async Task<IReadOnlyList<PidModel>> GetModelsAsync(CancellationToken cancellationToken)
    {
        await ReadSourceAsync(cancellationToken).ConfigureAwait(false);
        return KnownModels;
    }

    /// <summary>
    /// The names of the source's models as last read, for tab completion; empty before the first time.
    /// </summary>
    public IReadOnlyList<PidModel> KnownModels => _models ?? [];

    /// <summary>
    /// Warnings about the source's models as last read: what is missing, and why. Empty before the first time.
    /// </summary>
    public IReadOnlyList<CatalogWarning> Remarks { get; private set; } = [];

    /// <summary>Counts models in both databases, each at one instant.</summary>
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
    /// Prepares copying models with their through tables: takes the snapshot, opens the target, matches every
    /// column, counts. Nothing is changed. Errors occur before anything is cleared.
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

    /// <summary>
    /// Prepares resuming the last run that isn't complete: all that is left of it, or the named models.
    /// </summary>
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

    /// <summary>The runs in the target's ledger, the newest first.</summary>
    public async Task<IReadOnlyList<PidMigrationRun>> GetRunsAsync(CancellationToken cancellationToken)
    {
        await using var session = await Target.OpenTargetAsync(cancellationToken).ConfigureAwait(false);
        var runs = await Ledger.ReadAsync(session, cancellationToken).ConfigureAwait(false);
        var alive = runs.Count > 0 && await TargetLock.IsTakenAsync(session, cancellationToken).ConfigureAwait(false);
        // Of the runs that aren't complete only the one that wrote last can be the one that writes now.
        var last = runs.Where(r => r.IsOpen).MaxBy(r => r.Updated);
        return [.. runs.Select(r => PidMigrationRun.FromLedger(r, Target.ToString(), alive && r == last))];
    }

    /// <summary>Prepares restoring the indexes and foreign keys that runs have dropped.</summary>
    public Task<IndexRestore> PrepareIndexRestoreAsync(CancellationToken cancellationToken) =>
        IndexRestore.PrepareAsync(Target, cancellationToken);

    /// <summary>Prepares removing the target's ledger.</summary>
    public Task<LedgerRemoval> PrepareLedgerRemovalAsync(CancellationToken cancellationToken) =>
        LedgerRemoval.PrepareAsync(Target, cancellationToken);

    /// <summary>
    /// Compares both schemas, checks whether every value of the source fits, and returns the findings. Nothing is
    /// changed.
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
        var planner = SchemaMatcher.Between(models, Source, Target, catalog, options.Allow, options.Exclude);
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

    /// <summary>Prepares comparing every cell of models with their through tables. Nothing is changed.</summary>
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

    /// <summary>
    /// Prepares comparing models and writing the differences. Nothing is changed before <see cref="SyncRun.RunAsync"/>.
    /// </summary>
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

    /// <summary>
    /// Prepares deleting the target's rows of models: counts them and the rows that refer to them. Nothing is changed.
    /// </summary>
    public async Task<ClearRun> PrepareClearAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var (models, catalog) = await SelectModelsAsync(names, cancellationToken).ConfigureAwait(false);
        return await ClearRun.PrepareAsync(models, Target, catalog, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Raises the target's sequences of models, and the NOID sequence, to at least the last number ever issued.
    /// </summary>
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

    /// <summary>The models of the given names with their through tables, and the target's catalog.</summary>
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
