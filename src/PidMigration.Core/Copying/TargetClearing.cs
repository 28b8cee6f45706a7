using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Ledgers;
using PidMigration.Planning;

namespace PidMigration.Copying;

/// <summary>
/// Deletes the target's rows of the models that are to be cleared. The ledger says so before the first row goes.
/// </summary>
internal sealed class TargetClearing(CopyConnections connections, Ledger ledger)
{
    /// <summary>Clears the tables of the given plans, which come children first.</summary>
    /// <param name="run">The run as the ledger has it.</param>
    /// <param name="plans">What is cleared.</param>
    /// <param name="cancellationToken">Stops it; what was deleted by then is in the ledger as being cleared.</param>
    /// <returns>The run as the ledger has it afterwards.</returns>
    public async Task<LedgerRun> RunAsync(
        LedgerRun run,
        IReadOnlyList<ModelPlan> plans,
        CancellationToken cancellationToken
    )
    {
        // The snapshot may have died since the user was asked; then nothing must be deleted.
        await connections.Snapshot.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var names = plans.Select(p => p.Model.Name).ToHashSet();
        var entries = plans.Select(p => run.Entries.First(e => e.Model == p.Model.Name)).ToList();
        // Rows of an earlier attempt are deleted, too, and the ledger has to say so before.
        foreach (var entry in entries.Where(e => e.State != LedgerState.Clearing))
            await ledger.BeginClearAsync(entry, cancellationToken).ConfigureAwait(false);
        await ClearTablesAsync(plans, cancellationToken).ConfigureAwait(false);
        foreach (var entry in entries)
            await ledger.ResetAsync(entry, cancellationToken).ConfigureAwait(false);
        return run with
        {
            Entries =
            [
                // The other parts of a cleared model ended with its rows.
                .. run
                    .Entries.Where(e => e.Part == 0 || !names.Contains(e.Model))
                    .Select(e => names.Contains(e.Model) ? Emptied(e) : e),
            ],
        };
    }

    private static LedgerEntry Emptied(LedgerEntry entry) =>
        entry.WithoutProgress() with
        {
            State = LedgerState.Pending,
            InitialTargetRows = 0,
        };

    private Task ClearTablesAsync(IReadOnlyList<ModelPlan> plans, CancellationToken cancellationToken)
    {
        var names = string.Join(", ", plans.Select(p => p.Model.Name));
        return connections.Target.GuardWriteAsync(
            () => connections.Writer.ClearAsync([.. plans.Select(p => p.Target)], cancellationToken),
            names,
            (why, inner) => Errors.ClearFailed(names, why, inner)
        );
    }
}
