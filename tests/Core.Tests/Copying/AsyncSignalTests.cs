using PidMigration.Copying;

namespace PidMigration.Core.Tests.Copying;

public sealed class AsyncSignalTests
{
    private readonly AsyncSignal _signal = new();

    [Fact]
    public void It_is_not_set_at_first() => Assert.False(_signal.Task.IsCompleted, "A new signal is set.");

    [Fact]
    public async Task Setting_it_ends_a_wait_that_began_before()
    {
        var waiting = _signal.Task;
        _signal.Set();
        await waiting.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_signal_stands_until_the_reset_however_often_it_is_set()
    {
        _signal.Set();
        _signal.Set();
        Assert.True(_signal.Task.IsCompleted, "The signal was lost.");
        _signal.Reset();
        Assert.False(_signal.Task.IsCompleted, "The reset left it set.");
        _signal.Set();
        Assert.True(_signal.Task.IsCompleted, "It can't be set again.");
    }

    [Fact]
    public void What_waits_for_it_does_not_run_inside_of_Set()
    {
        var here = Environment.CurrentManagedThreadId;
        var there = 0;
        using var ran = new ManualResetEventSlim();
        _signal.Task.ContinueWith(
            _ =>
            {
                there = Environment.CurrentManagedThreadId;
                ran.Set();
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
        _signal.Set();
        Assert.True(ran.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken), "It never ran.");
        Assert.NotEqual(here, there);
    }
}
