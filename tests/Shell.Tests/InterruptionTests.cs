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
            $"try {{ Wait-Probe -Marker {marker} }} finally {{ [Console]::Error.WriteLine('finally ran') }}; 'never'", signal, "waiting");
        Assert.Equal(expected, run.ExitCode);
        Assert.True(File.Exists(marker), "The cmdlet was not waited for.");
        File.Delete(marker);
        Assert.Contains("finally ran", run.Error, StringComparison.Ordinal);
        Assert.Contains("first             1\nsecond            2\n", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("never", run.Output, StringComparison.Ordinal);
    }
}
