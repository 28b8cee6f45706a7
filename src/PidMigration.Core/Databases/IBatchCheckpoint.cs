using System.Data.Common;

namespace PidMigration.Databases;

/// <summary>What is written in the same transaction as a batch: both are committed, or neither.</summary>
public interface IBatchCheckpoint
{
    /// <summary>Writes it, right before the commit.</summary>
    /// <param name="transaction">The batch's transaction.</param>
    /// <param name="rows">The rows of the batch that will be committed.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    Task WriteAsync(DbTransaction transaction, int rows, CancellationToken cancellationToken);
}
