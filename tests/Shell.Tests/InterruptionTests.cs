using Xunit;

namespace PidMigration.Shell.Tests;

public sealed class InterruptionTests
{
    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task A_signal_stops_the_pipeline_and_waits_for_it(string signal, int expected)
    {
        var marker = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var run = await ShellRun.InterruptedAsync(
            $"try {{ Wait-Probe -Marker {marker} }} finally {{ [Console]::Error.WriteLine('finally ran') }}; 'never'", "waiting", signal);
        Assert.Equal(expected, run.ExitCode);
        Assert.True(File.Exists(marker), "The cmdlet was not waited for.");
        File.Delete(marker);
        Assert.Contains("finally ran", run.Error, StringComparison.Ordinal);
        Assert.Contains("first             1\nsecond            2\n", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("never", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INT", "INT", 130)]
    [InlineData("TERM", "TERM", 143)]
    [InlineData("TERM", "INT", 130)]
    public async Task A_second_signal_ends_the_program_at_once(string first, string second, int expected)
    {
        var marker = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var run = await ShellRun.InterruptedAsync($"Wait-Probe -Marker {marker} -CleanUpMilliseconds 45000", "waiting", first, second);
        Assert.Equal(expected, run.ExitCode);
        Assert.False(File.Exists(marker), "The cmdlet was waited for.");
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 40);
    }

    [Fact]
    public async Task One_signal_that_comes_twice_is_one()
    {
        var marker = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var run = await ShellRun.InterruptedAsync($"Wait-Probe -Marker {marker} -CleanUpMilliseconds 1000", "waiting", "INT", "+INT");
        Assert.Equal(130, run.ExitCode);
        Assert.True(File.Exists(marker), "The cmdlet was not waited for.");
        File.Delete(marker);
    }

    [Fact]
    public async Task A_terminal_that_goes_away_stops_the_pipeline_too()
    {
        var marker = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var run = await ShellRun.InterruptedAsync($"Wait-Probe -Marker {marker}", "waiting", "HUP");
        Assert.Equal(129, run.ExitCode);
        Assert.True(File.Exists(marker), "The cmdlet was not waited for.");
        File.Delete(marker);
    }
}
