namespace PidMigration.Cmdlets.Base;

/// <summary>
/// Runs Core's work off the pipeline's thread and hands each item to that thread, the only one that may write to the
/// pipeline.
/// </summary>
internal sealed class PipelinePump<T>(Action<T> take, CancellationTokenSource stop)
{
    private readonly BlockingQueue<T> _queue = new();

    /// <summary>Handles every item on the calling thread; returns, or throws, when the work has ended.</summary>
    public void Run(IAsyncEnumerable<T> items)
    {
        var work = Task.Run(() => ProduceAsync(items));
        try
        {
            while (_queue.TryTake(out var item))
                take(item);
        }
        catch
        {
            // The pipeline ended before the work did (Ctrl+C, Select-Object -First): stop the work and wait for its
            // end.
            stop.Cancel();
            work.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
            throw;
        }

        work.GetAwaiter().GetResult();
    }

    private async Task ProduceAsync(IAsyncEnumerable<T> items)
    {
        try
        {
            await foreach (var item in items.WithCancellation(stop.Token).ConfigureAwait(false))
                _queue.Add(item);
        }
        finally
        {
            _queue.Complete();
        }
    }
}
