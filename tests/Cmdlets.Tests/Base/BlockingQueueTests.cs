using PidMigration.Cmdlets.Base;

namespace PidMigration.Cmdlets.Tests.Base;

public sealed class BlockingQueueTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Items_arrive_in_order_and_the_end_after_the_last_one()
    {
        var queue = new BlockingQueue<int>();
        var taken = Task.Run(() =>
        {
            var all = new List<int>();
            while (queue.TryTake(out var item))
                all.Add(item);
            return all;
        });
        for (var i = 0; i < 10_000; i++)
            queue.Add(i);
        queue.Complete();
        Assert.Equal(
            Enumerable.Range(0, 10_000),
            await taken.WaitAsync(Timeout, TestContext.Current.CancellationToken)
        );
        Assert.False(queue.TryTake(out _), "Something came after the end.");
    }

    [Fact]
    public async Task A_waiting_reader_wakes_up_for_an_item_and_for_the_end()
    {
        var queue = new BlockingQueue<string>();
        foreach (var expected in (string?[])["item", null])
        {
            var waiting = Task.Run(() => queue.TryTake(out var item) ? item : null);
            await Task.Delay(50, TestContext.Current.CancellationToken);
            Assert.False(waiting.IsCompleted, $"The reader did not wait for {expected ?? "the end"}.");
            if (expected is null)
                queue.Complete();
            else
                queue.Add(expected);
            Assert.Equal(expected, await waiting.WaitAsync(Timeout, TestContext.Current.CancellationToken));
        }
    }
}
