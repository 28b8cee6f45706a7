using PidMigration.Cmdlets.Progress;
using PidMigration.Cmdlets.Tests.Hosting;

namespace PidMigration.Cmdlets.Tests.Progress;

/// <summary>How often a bar is drawn, and what it says of the time left.</summary>
public sealed class ProgressClockTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void The_first_drawing_is_due_at_once_and_each_further_one_after_the_interval()
    {
        var clock = new ProgressClock(_time);
        Assert.True(clock.TryDraw(), "The first drawing waited.");
        _time.Advance(0.099);
        Assert.False(clock.TryDraw(), "A second drawing came after 99 ms.");
        _time.Advance(0.001);
        Assert.True(clock.TryDraw(), "No second drawing came after 100 ms.");
        Assert.False(clock.TryDraw(), "Two drawings came at the same moment.");
    }

    [Fact]
    public void A_refused_drawing_does_not_put_the_next_one_off()
    {
        var clock = new ProgressClock(_time);
        clock.TryDraw();
        var drawn = 0;
        for (var step = 0; step < 100; step++)
        {
            _time.Advance(0.01);
            if (clock.TryDraw())
                drawn++;
        }

        Assert.Equal(10, drawn);
    }

    [Theory]
    [InlineData(10, 25, 100, 30)]
    [InlineData(10, 100, 100, 0)]
    [InlineData(0.5, 50, 100, ProgressClock.Unknown)]
    [InlineData(10, 0, 100, ProgressClock.Unknown)]
    [InlineData(10, 120, 100, ProgressClock.Unknown)]
    [InlineData(1e6, 1, long.MaxValue, int.MaxValue)]
    public void The_time_left_follows_the_pace_so_far(double seconds, long done, long total, int expected)
    {
        var clock = new ProgressClock(_time);
        _time.Advance(seconds);
        Assert.Equal(expected, clock.SecondsLeft(done, total));
    }

    [Theory]
    [InlineData(0.05, 1000, 0)]
    [InlineData(2, 1000, 500)]
    public void The_rate_is_an_average_since_the_start(double seconds, long rows, long expected)
    {
        var clock = new ProgressClock(_time);
        _time.Advance(seconds);
        Assert.Equal(expected, clock.RowsPerSecond(rows));
    }
}
