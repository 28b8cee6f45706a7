using PidMigration.Failures;
using PidMigration.Ledgers;
using PidMigration.Planning;
using PidMigration.Rows;

namespace PidMigration.Copying.Loading;

/// <summary>
/// Takes the refused rows of one batch into the rejects file, if there is one, and counts them. Owned by the loader.
/// </summary>
internal sealed class BatchRejects(RejectsFile? file, ModelPlan plan, LedgerCheckpoint checkpoint)
{
    public int Count { get; private set; }

    /// <summary>What takes a refused row of a batch; null where the first one ends the copy.</summary>
    public Action<int, MigrationException>? HandlerFor(RowBatch batch)
    {
        if (file is null)
            return null;
        return (row, error) =>
        {
            file.Add(plan, batch, row, error.Reason ?? error.Message);
            checkpoint.AddRejected();
            Count++;
        };
    }
}
