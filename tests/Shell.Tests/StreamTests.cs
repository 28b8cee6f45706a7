using Xunit;

namespace PidMigration.Shell.Tests;

public sealed class StreamTests
{
    [Fact]
    public async Task Redirected_output_holds_results_and_nothing_else()
    {
        var run = await ShellRun.CommandsAsync("Get-Probe -Flaky -Verbose; Watch-Probe -Models 1 -Steps 20");
        Assert.Equal(
            """

            Probe          Rows
            -----          ----
            probe1         1000
            probe3         3000
            model1        20000


            """,
            run.Output);
        Assert.Equal("WARNING: this is a probe\nVERBOSE: 3 results\nGet-Probe: probe 2 failed\n", run.Error);
    }

    [Theory]
    [InlineData(null, 120)]
    [InlineData("60", 60)]
    public async Task Redirected_output_is_laid_out_for_COLUMNS(string? columns, int expected)
    {
        var run = await ShellRun.RunAsync(["-c", "$Host.UI.RawUI.BufferSize.Width"], "", columns is null ? [] : [("COLUMNS", columns)]);
        Assert.Equal(expected.ToString(System.Globalization.CultureInfo.InvariantCulture), run.Output.Trim());
    }

    [Fact]
    public async Task Colours_that_a_script_writes_stay_out_of_a_file()
    {
        var run = await ShellRun.CommandsAsync("\"$($PSStyle.Foreground.Green)ok$($PSStyle.Reset)\"; throw 'no'");
        Assert.Equal(("ok\n", "Exception: no\n"), (run.Output, run.Error));
    }

    [Fact]
    public async Task An_error_in_a_script_names_its_line()
    {
        var run = await ShellRun.ScriptAsync("\n[int]::Parse('x')");
        Assert.Contains(".ps1:2", run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }
}
