using System.Threading.Channels;
using PidMigration.Conversion;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Ledgers;
using PidMigration.Planning;
using PidMigration.Rows;
using PidMigration.Verifying;

namespace PidMigration.Copying.Loading;

/// <summary>
/// Converts and loads the rows of one range: the end of the exchange that empties batches. Owned by the task that has
/// claimed the range; only <see cref="Progress"/> is read by others meanwhile.
/// </summary>
internal sealed class RangeLoader(CopyContext context, ModelPlan plan, CommittedKeys keys, LedgerCheckpoint checkpoint)
{
    private readonly RowConverter _converter = new(plan.Model.Name, plan.Model.Table, plan.Columns, plan.KeyFields);
    private readonly LoadPlan _loadPlan = plan.ToLoadPlan();
    private LoadProgress _progress = LoadProgress.None;

    /// <summary>How far the range has come; published by one write, for any task to read.</summary>
    public LoadProgress Progress
    {
        get => Volatile.Read(ref _progress);
        set => Volatile.Write(ref _progress, value);
    }

    /// <summary>How many batches were committed in all attempts; unlike progress it is never set back.</summary>
    public long Commits { get; private set; }

    /// <summary>The changes that were made to values, of those that the user allowed.</summary>
    public IReadOnlyList<PidConversion> Changes => _converter.Changes;

    /// <summary>Loads all batches of the exchange, each in a transaction.</summary>
    /// <param name="target">The session that writes.</param>
    /// <param name="loader">That session's loader for this model's table.</param>
    /// <param name="batches">Where batches come from.</param>
    /// <param name="committed">Called after each commit.</param>
    /// <param name="cancellationToken">Stops before the next commit.</param>
    public async Task RunAsync(
        Target target,
        BatchLoader loader,
        BatchExchange batches,
        Action committed,
        CancellationToken cancellationToken
    )
    {
        try
        {
            while (await batches.Filled.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var batch = await batches.Filled.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                var rejects = new BatchRejects(context.Options.Rejects, plan, checkpoint);
                checkpoint.AdvanceTo(batch);
                var rows = _converter.Convert(batch, batches.Converted, rejects.HandlerFor(batch));
                await LoadAsync(target, loader, rows, rejects, cancellationToken).ConfigureAwait(false);
                if (rejects.Count == 0)
                    keys.Add(rows);
                else
                    keys.Invalidate();
                committed();
                await batches.Empty.Writer.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (ChannelClosedException e) when (e.InnerException is not null)
        {
            throw e.InnerException;
        }
        catch (Exception e) when (e is not (OperationCanceledException or MigrationException))
        {
            throw DatabaseDrivers
                .For(context.Target)
                .Failures.Translate(
                    e,
                    context.Target,
                    plan.Target.Name.ToString(),
                    true,
                    (why, inner) => Errors.LoadFailed(plan.Model.Name, "a batch", why, inner)
                );
        }
    }

    /// <summary>Loads the rows of one batch that the target doesn't have, and publishes the progress.</summary>
    private async Task LoadAsync(
        Target target,
        BatchLoader loader,
        RowBatch rows,
        BatchRejects rejects,
        CancellationToken cancellationToken
    )
    {
        var existing = plan.SkipExisting
            ? await WaitAsync(stop => target.RemoveExistingAsync(rows, _loadPlan, stop), cancellationToken)
                .ConfigureAwait(false)
            : 0;
        checkpoint.AddExisting(existing);
        var (loaded, batches) = (0, 0);
        if (rows.Rows > 0)
        {
            loaded = await WaitAsync(
                    stop => loader.LoadAsync(rows, rejects.HandlerFor(rows), checkpoint, stop),
                    cancellationToken
                )
                .ConfigureAwait(false);
            batches = 1;
            Commits++;
        }

        Progress += new LoadProgress(loaded, existing, rejects.Count, batches);
    }

    private Task<int> WaitAsync(Func<CancellationToken, Task<int>> work, CancellationToken cancellationToken) =>
        context.StallTimeout.RunAsync(work, context.Target, cancellationToken);
}
