using System.Runtime.CompilerServices;
using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Planning;

namespace PidMigration.Verifying;

/// <summary>Counts models in both databases, each at one instant.</summary>
internal sealed class RowCounter(DatabaseAddress source, DatabaseAddress target)
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
        await using var left = await OpenAsync(source, cancellationToken).ConfigureAwait(false);
        await using var right = await OpenAsync(target, cancellationToken).ConfigureAwait(false);
        var matches = TableMatches.Of(models, catalog, target.ToString());
        foreach (var model in models)
        {
            var table = matches.GetOrNone(model);
            var ours = CountAsync(left, source, model.Definition, model.Name, cancellationToken);
            var theirs = table is null
                ? Task.FromResult<long?>(null)
                : CountAsync(right, target, table, model.Name, cancellationToken);
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

    private static Task<Snapshot> OpenAsync(DatabaseAddress address, CancellationToken cancellationToken) =>
        DatabaseDrivers.For(address).OpenSnapshotAsync(address, cancellationToken);

    private static async Task<long?> CountAsync(
        Snapshot snapshot,
        DatabaseAddress address,
        Table table,
        string model,
        CancellationToken cancellationToken
    )
    {
        var failures = DatabaseDrivers.For(address).Failures;
        try
        {
            return await snapshot.CountAsync(table, null, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException && failures.Classify(e) != FailureCause.Cancelled)
        {
            throw failures.Translate(
                e,
                address,
                table.FullName,
                false,
                (why, inner) => Errors.CountFailed(model, why, inner)
            );
        }
    }
}
