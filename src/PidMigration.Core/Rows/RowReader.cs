namespace PidMigration.Rows;

/// <summary>The rows of one table, in key order, out of a snapshot.</summary>
public abstract class RowReader : IAsyncDisposable
{
    /// <summary>Clears the batch and fills it up to the limit; it is left empty when there are no more rows.</summary>
    public abstract ValueTask FillAsync(RowBatch batch, BatchLimit limit, CancellationToken cancellationToken);

    /// <summary>Ends the reading, whether or not all rows were read.</summary>
    public abstract ValueTask DisposeAsync();
}
