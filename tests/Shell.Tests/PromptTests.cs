using Xunit;

namespace PidMigration.Shell.Tests;

public sealed class PromptTests
{
    [Fact]
    public async Task Answers_come_from_standard_input_line_by_line()
    {
        var run = await ShellRun.CommandsAsync("Remove-Probe a, b, c, d", "y\n?\nno\nL\n");
        Assert.Equal("a: removed\nb: kept\nc: kept\nd: kept\n", run.Output);
        Assert.Contains("Performing the operation \"Remove\" on target \"a\".", run.Error, StringComparison.Ordinal);
        Assert.Contains("[Y] Yes  [A] Yes to All  [N] No  [L] No to All  [S] Suspend  [?] Help (default is \"Y\"): y", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ShouldContinue_asks_with_the_commands_own_words()
    {
        var run = await ShellRun.CommandsAsync("Remove-Probe a, b -Continue -Confirm:$false", "A\n");
        Assert.Equal("a: removed\nb: removed\n", run.Output);
        Assert.Contains("Delete 78 rows of a?", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-NonInteractive", "y\n")]
    [InlineData("-NoProfile", "")]
    public async Task Where_nobody_can_answer_the_command_fails(string option, string input)
    {
        var run = await ShellRun.RunAsync([option, "-c", "try { Remove-Probe a } catch [System.Management.Automation.PSInvalidOperationException] { 'refused' }"], input);
        Assert.Equal((0, "refused\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task Without_a_question_nothing_is_asked()
    {
        var run = await ShellRun.RunAsync(["-NonInteractive", "-c", "Remove-Probe a -Confirm:$false"]);
        Assert.Equal((0, "a: removed\n", ""), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task Missing_mandatory_values_and_credentials_are_asked_for()
    {
        var run = await ShellRun.CommandsAsync(
            "Remove-Probe -Confirm:$false; $c = $Host.UI.PromptForCredential('', '', '', ''); \"$($c.UserName) $($c.GetNetworkCredential().Password)\"",
            "a\nb\n\nreader\nsecret\n");
        Assert.Equal("a: removed\nb: removed\nreader secret\n", run.Output);
        Assert.DoesNotContain("secret", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_typed_answer_is_taken_while_bars_are_live()
    {
        var run = await ShellRun.ConverseAsync("Watch-Probe -Ask -Models 1 -Steps 10", "(default is \"Y\"): ", "nx\u007f\r");
        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain("pid.Model1", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_instead_of_an_answer_stops_the_pipeline()
    {
        var run = await ShellRun.ConverseAsync("try { Remove-Probe a, b } finally { [Console]::Error.WriteLine(\"finally ran\") }; \"never\"", "(default is \"Y\"): ", "\u0003");
        Assert.Equal(130, run.ExitCode);
        Assert.Contains("finally ran", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("never", run.Output, StringComparison.Ordinal);
    }
}
