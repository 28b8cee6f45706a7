using PidMigration.Events;

namespace PidMigration.Core.Tests.Events;

public sealed class EventStreamTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    public async Task Events_come_in_order_and_end_with_the_work(int? capacity)
    {
        var seen = new List<int>();
        await foreach (
            var e in EventStream.RunAsync<int>(
                async (events, stop) =>
                {
                    for (var i = 0; i < 10; i++)
                        await events.WriteAsync(i, stop);
                },
                capacity,
                TestContext.Current.CancellationToken
            )
        )
            seen.Add(e);
        Assert.Equal(Enumerable.Range(0, 10), seen);
    }

    [Fact]
    public async Task An_error_of_the_work_comes_after_its_events()
    {
        var seen = new List<int>();
        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (
                var e in EventStream.RunAsync<int>(
                    (events, _) =>
                    {
                        events.TryWrite(1);
                        throw new InvalidOperationException("broken");
                    },
                    null,
                    TestContext.Current.CancellationToken
                )
            )
                seen.Add(e);
        });
        Assert.Equal(("broken", 1), (error.Message, Assert.Single(seen)));
    }

    [Fact]
    public async Task A_reader_that_stops_early_cancels_the_work_and_waits_for_it()
    {
        var ended = false;
        await foreach (
            var _ in EventStream.RunAsync<int>(
                async (events, stop) =>
                {
                    events.TryWrite(1);
                    try
                    {
                        await Task.Delay(Soon, stop);
                    }
                    finally
                    {
                        ended = true;
                    }
                },
                null,
                TestContext.Current.CancellationToken
            )
        )
            break;
        Assert.True(ended, "The work was still running.");
    }

    [Fact]
    public async Task The_last_events_of_work_that_is_cancelled_are_read()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var seen = new List<string>();
        await foreach (
            var e in EventStream.RunAsync<string>(
                async (events, stopped) =>
                {
                    events.TryWrite("begun");
                    await Task.Delay(Soon, stopped)
                        .ContinueWith(
                            _ => { },
                            CancellationToken.None,
                            TaskContinuationOptions.None,
                            TaskScheduler.Default
                        );
                    events.TryWrite("how far it came");
                },
                null,
                stop.Token
            )
        )
        {
            seen.Add(e);
            await stop.CancelAsync();
        }

        Assert.Equal(["begun", "how far it came"], seen);
    }
}
