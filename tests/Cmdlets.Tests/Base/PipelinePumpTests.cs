using PidMigration.Cmdlets.Base;

namespace PidMigration.Cmdlets.Tests.Base;

/// <summary>Work on another thread whose items are handled on this one.</summary>
public sealed class PipelinePumpTests : IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    [Fact]
    public void Every_item_is_handled_on_the_calling_thread_in_order()
    {
        var (items, threads) = (new List<int>(), new HashSet<int>());
        Run(
            1000,
            item =>
            {
                items.Add(item);
                threads.Add(Environment.CurrentManagedThreadId);
            }
        );
        Assert.Equal(Enumerable.Range(0, 1000), items);
        Assert.Equal([Environment.CurrentManagedThreadId], threads);
        Assert.False(_stop.IsCancellationRequested, "The work was cancelled although all went well.");
    }

    [Fact]
    public void An_error_of_the_work_is_thrown_after_the_items_before_it()
    {
        var items = new List<int>();
        var error = Assert.Throws<InvalidOperationException>(() => Run(3, items.Add, "broken"));
        Assert.Equal(("broken", 3), (error.Message, items.Count));
    }

    [Fact]
    public void An_error_of_the_handler_cancels_the_work_and_waits_for_its_end()
    {
        var ended = false;
        async IAsyncEnumerable<int> Work()
        {
            try
            {
                yield return 1;
                await Task.Delay(System.Threading.Timeout.Infinite, _stop.Token);
            }
            finally
            {
                Thread.Sleep(100);
                ended = true;
            }
        }

        var pump = new PipelinePump<int>(_ => throw new InvalidOperationException("the pipeline ended"), _stop);
        Assert.Equal("the pipeline ended", Assert.Throws<InvalidOperationException>(() => pump.Run(Work())).Message);
        Assert.True(_stop.IsCancellationRequested, "The work was not cancelled.");
        Assert.True(ended, "The pump did not wait for the end of the work.");
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_with_a_cancellation()
    {
        async IAsyncEnumerable<int> Work()
        {
            await Task.Delay(System.Threading.Timeout.Infinite, _stop.Token);
            yield return 1;
        }

        var waiting = Task.Run(
            () => new PipelinePump<int>(_ => { }, _stop).Run(Work()),
            TestContext.Current.CancellationToken
        );
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            waiting.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken)
        );
    }

    public void Dispose() => _stop.Dispose();

    private void Run(int count, Action<int> take, string? error = null)
    {
        async IAsyncEnumerable<int> Work()
        {
            for (var i = 0; i < count; i++)
            {
                if (i % 100 == 0)
                    await Task.Yield();
                yield return i;
            }

            if (error is not null)
                throw new InvalidOperationException(error);
        }

        new PipelinePump<int>(take, _stop).Run(Work());
    }
}
