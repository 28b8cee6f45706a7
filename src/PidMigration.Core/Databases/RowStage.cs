using System.Data.Common;
using PidMigration.Catalog;
using PidMigration.Failures;
using PidMigration.Rows;

namespace PidMigration.Databases;

/// <summary>
/// A temporary table of a target's columns. Changed rows are loaded into it as a copy loads them, and taken over by one
/// UPDATE: each value is written as a copy writes it, no row is away for a moment, and no trigger sees it deleted.
/// </summary>
internal sealed class RowStage : IAsyncDisposable
{
    private readonly Target _target;
    private readonly BatchLoader _loader;
    private readonly string _update;
    private readonly IReadOnlyList<(string Sql, MigrationException Error)> _guards;

    private RowStage(
        Target target,
        BatchLoader loader,
        string update,
        IReadOnlyList<(string Sql, MigrationException Error)> guards
    ) => (_target, _loader, _update, _guards) = (target, loader, update, guards);

    /// <summary>
    /// Whether rows of a table can be brought to other values by UPDATE: there is a key, and nothing beside it that
    /// only the server may write.
    /// </summary>
    public static bool CanUpdate(LoadPlan plan) =>
        plan.KeyFields.Count > 0
        && !plan.Columns.Where((_, i) => !plan.KeyFields.Contains(i)).Any(c => c.IdentityAlways);

    /// <summary>Makes the temporary table.</summary>
    /// <param name="target">The session.</param>
    /// <param name="plan">The table and its columns.</param>
    /// <param name="guards">
    /// Queries over the table (t) and the rows (r) that may find nothing, each with the error for what it finds.
    /// </param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MigrationException">PID1308: the user may make none.</exception>
    public static async Task<RowStage> OpenAsync(
        Target target,
        LoadPlan plan,
        IReadOnlyList<(string Sql, MigrationException Error)> guards,
        CancellationToken cancellationToken
    )
    {
        var dialect = target.Dialect;
        var names = plan.Columns.Select(c => c.Name).ToList();
        var database = target.Database;
        try
        {
            await target
                .ExecuteAsync(dialect.CreateStage(plan.Table.Name, names), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (DbException e) when (database.Classify(e) == FailureCause.Permission)
        {
            throw RightsErrors.MayNotStage(plan.Model, database.ToString(), database.Reason(e), e);
        }

        var key = plan.KeyFields.Select(f => names[f]).ToList();
        var kept = plan
            .Table.Columns.Where(c => c.ChangesOnUpdate && !names.Contains(c.Name))
            .Select(c => c.Name)
            .ToList();
        // Its rows are rolled back with the batch, whatever the table's own can.
        var staged = new Table(dialect.Stage, plan.Columns);
        return new RowStage(
            target,
            target.OpenLoader(plan with { Table = staged }),
            dialect.UpdateFromStage(plan.Table.Name, key, [.. names.Except(key)], kept),
            guards
        );
    }

    /// <summary>Brings the rows of a batch's keys to the batch's values, in one transaction.</summary>
    /// <exception cref="MigrationException">PID1803: not each of the rows is there; nothing was changed.</exception>
    /// <exception cref="DbException">The server refused.</exception>
    public Task UpdateAsync(RowBatch rows, CancellationToken cancellationToken) =>
        _loader.WriteThenRunAsync(
            rows,
            _guards,
            _update,
            $"DELETE FROM {_target.Dialect.Quote(_target.Dialect.Stage)}",
            cancellationToken
        );

    public async ValueTask DisposeAsync()
    {
        await _loader.DisposeAsync().ConfigureAwait(false);
        await _target
            .ExecuteAsync(
                $"DROP TABLE IF EXISTS {_target.Dialect.Quote(_target.Dialect.Stage)}",
                CancellationToken.None
            )
            .ConfigureAwait(false);
    }
}
