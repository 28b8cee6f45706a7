using PidMigration.Databases;
using PidMigration.Rows;

namespace PidMigration.Databases;

/// <summary>The rows of one table, in key order, out of a snapshot.</summary>
public abstract class RowReader(ConnectionLease lease) : IAsyncDisposable
{
    /// <summary>The connection that it reads by.</summary>
    protected ConnectionLease Lease { get; } = lease;

    /// <summary>
    /// Clears the batch and fills it up to the limit; it is left empty when there are no more rows. The thread itself
    /// waits for the server: a task for each row took a tenth to a third of the reading's time.
    /// </summary>
    public abstract void Fill(RowBatch batch, BatchLimit limit, CancellationToken cancellationToken);

    /// <summary>Ends the reading, whether or not all rows were read, and leaves the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        var usable = false;
        try
        {
            usable = await CloseAsync().ConfigureAwait(false);
        }
        finally
        {
            Lease.Release(usable);
        }
    }

    /// <summary>Ends the reading; true when the connection can be used for another one.</summary>
    protected abstract ValueTask<bool> CloseAsync();
}
