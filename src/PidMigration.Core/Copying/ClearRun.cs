using System.Globalization;
using PidMigration.Catalog;
using PidMigration.Conversion;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Findings;
using PidMigration.Ledgers;
using PidMigration.Planning;

namespace PidMigration.Copying;

/// <summary>A clearing of the target that is ready to run; nothing is deleted yet.</summary>
public sealed class ClearRun : IAsyncDisposable
{
    private readonly Database _database;
    private readonly Target _target;
    private readonly DatabaseCatalog _catalog;

    private ClearRun(Database database, Target target, DatabaseCatalog catalog, IReadOnlyList<ClearPlan> plans) =>
        (_database, _target, _catalog, Plans) = (database, target, catalog, plans);

    /// <summary>What would be deleted, children first.</summary>
    public IReadOnlyList<ClearPlan> Plans { get; }

    /// <summary>The target's name in questions.</summary>
    public string TargetName => _database.ShortName;

    /// <summary>Deletes the rows of the given models, children first, and returns what was deleted.</summary>
    /// <param name="chosen">Plans of this run.</param>
    /// <param name="leaveDangling">Whether rows may be deleted that others refer to.</param>
    /// <param name="allowances">What the user allowed: triggers that would fire.</param>
    /// <param name="cancellationToken">Stops before the next table.</param>
    /// <exception cref="MigrationException">
    /// PID1503, PID1510: rows outside of the chosen models refer to them; PID1215: a trigger would fire; PID1605: the
    /// server refused.
    /// </exception>
    public async Task<IReadOnlyList<PidClearResult>> RunAsync(
        IReadOnlyList<ClearPlan> chosen,
        bool leaveDangling,
        AllowedChanges allowances,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(chosen);
        if (!leaveDangling && chosen.FirstOrDefault(p => p.Dependents.Count > 0) is { } blocked)
            throw Errors.ClearBlocked(
                blocked.Model.Name,
                DependentRows.Describe(blocked.Dependents),
                _database.ToString()
            );
        await CheckAsync(chosen, allowances, cancellationToken).ConfigureAwait(false);
        await using var only = await TargetLock.TakeAsync(_database, cancellationToken).ConfigureAwait(false);
        var names = string.Join(", ", chosen.Select(p => p.Model.Name));
        await _database
            .GuardWriteAsync(
                () => _target.ClearAsync([.. chosen.Select(p => p.Table)], cancellationToken),
                names,
                (why, inner) => Errors.ClearFailed(names, why, inner)
            )
            .ConfigureAwait(false);

        return [.. chosen.Select(p => new PidClearResult(p.Model.Name, p.Table.FullName, p.Rows))];
    }

    /// <summary>Checks what the target would do by itself; nothing is deleted yet.</summary>
    private async Task CheckAsync(
        IReadOnlyList<ClearPlan> chosen,
        AllowedChanges allowances,
        CancellationToken cancellationToken
    )
    {
        var check = new ClearCheck(_database, _target, _catalog, chosen.Select(p => p.Table.Name).ToHashSet());
        foreach (var plan in chosen)
        {
            PidFinding.ThrowFirst(
                TriggerCheck.Fire(
                    plan.Model,
                    plan.Table,
                    check.ClearEvents(plan.Table),
                    _target.ConstraintsAreOff,
                    allowances
                )
            );
            if (
                await check.FindFollowersAsync(plan.Table, cancellationToken).ConfigureAwait(false) is
                { Count: > 0 } followers
            )
                throw Errors.ClearFollowed(plan.Model.Name, DependentRows.Describe(followers), _database.ToString());
        }
    }

    public ValueTask DisposeAsync() => _target.DisposeAsync();

    internal static async Task<ClearRun> PrepareAsync(
        IReadOnlyList<PidModel> models,
        Database database,
        DatabaseCatalog catalog,
        CancellationToken cancellationToken
    )
    {
        var matches = TableMatches.Of(models, catalog, database.ToString());
        var tables = models.Select(m => (Model: m, Table: matches.Get(m))).ToList();
        var chosen = tables.Select(t => t.Table.Name).ToHashSet();
        var target = await database.OpenTargetAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var plans = new List<ClearPlan>();
            foreach (var (model, table) in Enumerable.Reverse(tables))
            {
                var rows = await target.CountAsync(table.Name, cancellationToken).ConfigureAwait(false);
                var dependents = new List<(TableName, long)>();
                foreach (
                    var child in catalog.Tables.Where(c =>
                        !chosen.Contains(c.Name) && c.ForeignKeys.Any(k => k.References == table.Name)
                    )
                )
                {
                    var count = await new ReferenceQueries(target)
                        .CountReferringAsync(
                            child,
                            child.ForeignKeys.Where(k => k.References == table.Name),
                            cancellationToken
                        )
                        .ConfigureAwait(false);
                    if (count > 0)
                        dependents.Add((child.Name, count));
                }

                plans.Add(new ClearPlan(model, table, rows, dependents));
            }

            return new ClearRun(database, target, catalog, plans);
        }
        catch (Exception e)
        {
            await target.DisposeAsync().ConfigureAwait(false);
            if (e is OperationCanceledException or MigrationException)
                throw;
            throw database.TranslateWrite(
                e,
                "the target's tables",
                (why, inner) => Errors.ClearFailed("The chosen models", why, inner)
            );
        }
    }
}
