using Xunit;

namespace PidMigration.Shell.Tests;

public sealed class TerminalTests
{
    [Fact]
    public async Task Bars_are_drawn_below_the_results_and_removed()
    {
        var run = await ShellRun.OnTerminalAsync("Watch-Probe -Models 2 -Steps 30 -StepMilliseconds 30");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("━━━━", run.Output, StringComparison.Ordinal);
        Assert.Contains("Copying all models", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"  pid\.Model1 .*% .*000 of 30000 rows", run.Output);
        // Two bars, or the last one, were on the screen; they are wiped, the cursor is shown again, and what comes last is results.
        Assert.Matches(@"\r(\e\[1A)?\e\[J\e\[\?25h", run.Output);
        var afterTheLastBar = run.Output[(run.Output.LastIndexOf("\e[?25h", StringComparison.Ordinal) + 6)..];
        Assert.Equal("", afterTheLastBar.Replace("model2        30000", "", StringComparison.Ordinal).Trim());
    }

    [Fact]
    public async Task Progress_costs_the_pipeline_next_to_nothing()
    {
        var run = await ShellRun.OnTerminalAsync("$clock = [Diagnostics.Stopwatch]::StartNew(); $null = Watch-Probe -Models 1 -Steps 20000 -StepMilliseconds 0; $clock.ElapsedMilliseconds -lt 4000");
        Assert.Contains("True", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_are_red_unless_NO_COLOR_is_set()
    {
        var coloured = await ShellRun.OnTerminalAsync("throw \"no\"");
        Assert.Contains("\e[31;1m", coloured.Output, StringComparison.Ordinal);
        var plain = await ShellRun.OnTerminalAsync("throw \"no\"", ("NO_COLOR", "1"));
        Assert.Contains("Exception: no", plain.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\e[3", plain.Output, StringComparison.Ordinal);
    }
}
