using PidMigration.Rows;

namespace PidMigration.Comparing;

/// <summary>Gives the rows of one side, batch after batch.</summary>
internal interface IBatchSource : IAsyncDisposable
{
    /// <summary>The next batch, valid until the next call; null after the last one.</summary>
    ValueTask<RowBatch?> NextAsync();
}
