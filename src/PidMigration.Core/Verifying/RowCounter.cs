using System.Runtime.CompilerServices;
using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Planning;

namespace PidMigration.Verifying;

/// <summary>Counts models in both databases, each at one instant.</summary>
internal sealed class RowCounter(Database source, Database target)
{
    /// <summary>Counts one model after the other, on both sides at the same time.</summary>
    /// <param name="models">The models.</param>
    /// <param name="catalog">What the target has.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async IAsyncEnumerable<PidCount> CountAsync(
        IReadOnlyList<PidModel> models,
        DatabaseCatalog catalog,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await using var left = await source.OpenSnapshotAsync(cancellationToken).ConfigureAwait(false);
        await using var right = await target.OpenSnapshotAsync(cancellationToken).ConfigureAwait(false);
        var matches = TableMatches.Of(models, catalog, target.ToString());
        foreach (var model in models)
        {
            var table = matches.GetOrNone(model);
            var ours = CountAsync(left, model.Definition, model.Name, cancellationToken);
            var theirs = table is null
                ? Task.FromResult<long?>(null)
                : CountAsync(right, table, model.Name, cancellationToken);
            // If one fails, the other is still running: its connection may not be disposed yet.
            await Task.WhenAll(ours, theirs).ConfigureAwait(false);
            yield return new PidCount(
                model.Name,
                model.Table,
                (await ours.ConfigureAwait(false))!.Value,
                await theirs.ConfigureAwait(false)
            )
            {
                TargetTable = table?.FullName,
            };
        }
    }

    private static Task<long?> CountAsync(
        Snapshot snapshot,
        Table table,
        string model,
        CancellationToken cancellationToken
    ) =>
        snapshot.Database.GuardReadAsync<long?>(
            async () => await snapshot.CountAsync(table, null, cancellationToken).ConfigureAwait(false),
            table.FullName,
            (why, inner) => Errors.CountFailed(model, why, inner)
        );
}
