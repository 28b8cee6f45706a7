using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Failures;

namespace PidMigration.Planning;

/// <summary>A model whose parent is neither copied nor there would arrive with every reference dangling.</summary>
/// <param name="dialect">The source's SQL.</param>
/// <param name="snapshot">The source.</param>
/// <param name="hasRows">Whether a table of the target has rows; asked for a model, by name.</param>
internal sealed class ParentCheck(
    Dialect dialect,
    Snapshot snapshot,
    Func<TableName, string, CancellationToken, Task<bool>> hasRows
)
{
    /// <summary>Checks the foreign keys of a model whose columns are copied.</summary>
    /// <exception cref="MigrationException">PID1502: a parent is missing.</exception>
    public async Task RunAsync(ModelPlan plan, IReadOnlyList<ModelPlan> plans, CancellationToken cancellationToken)
    {
        foreach (var key in plan.Target.ForeignKeys)
        {
            if (plans.Any(p => p.Target.Name == key.References))
                continue;
            var ours = plan.Model.ForeignKeys.FirstOrDefault(k =>
                k.Columns.SequenceEqual(key.Columns, StringComparer.OrdinalIgnoreCase)
            );
            if (
                ours is null
                || !ours.Columns.All(c => plan.Columns.Any(p => p.Source.Name == c))
                || await hasRows(key.References, plan.Model.Name, cancellationToken).ConfigureAwait(false)
            )
                continue;
            if (await RefersAsync(plan, ours, cancellationToken).ConfigureAwait(false))
                throw Errors.ParentNotCopied(
                    plan.Model.Name,
                    key.References.ToString(),
                    "is not among the chosen models and empty in the target"
                );
        }
    }

    private async Task<bool> RefersAsync(ModelPlan plan, ForeignKey key, CancellationToken cancellationToken)
    {
        var refers = string.Join(" AND ", key.Columns.Select(c => $"{dialect.Quote(c)} IS NOT NULL"));
        var where = SqlCondition.And(plan.ReadWhere, refers);
        var sql = $"SELECT 1 FROM {dialect.Rows(plan.Model.Definition.Name)} WHERE {where} LIMIT 1";
        return await snapshot.ScalarAsync(sql, cancellationToken).ConfigureAwait(false) is not null;
    }
}
