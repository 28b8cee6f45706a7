using Xunit;

namespace PidMigration.Shell.Tests;

public sealed class ExitCodeTests
{
    [Theory]
    [InlineData("1", 0)]
    [InlineData("exit 7", 7)]
    [InlineData("throw 'no'", 1)]
    [InlineData("No-SuchCommand; 'went on'", 0)]
    [InlineData("Get-Probe -Flaky", 1)]
    [InlineData("if (", 1)]
    public async Task Commands_end_as_in_pwsh(string commands, int expected) =>
        Assert.Equal(expected, (await ShellRun.CommandsAsync(commands)).ExitCode);

    [Theory]
    [InlineData("'done'", 0)]
    [InlineData("exit 3", 3)]
    [InlineData("function f { exit 4 } f", 4)]
    [InlineData("throw 'no'", 1)]
    [InlineData("$ErrorActionPreference = 'Stop'; Get-Probe -Flaky", 1)]
    [InlineData("Get-Probe -Flaky", 0)]
    [InlineData("& dotnet --no-such-option *> $null", 0)]
    [InlineData("param([int] $Number)", 1, "-Number", "many")]
    public async Task A_script_ends_with_what_it_says(string script, int expected, params string[] arguments) =>
        Assert.Equal(expected, (await ShellRun.ScriptAsync(script, arguments)).ExitCode);

    [Fact]
    public async Task The_exit_code_of_a_script_called_by_the_script_is_not_the_programs()
    {
        var inner = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".ps1");
        await File.WriteAllTextAsync(inner, "exit 5", TestContext.Current.CancellationToken);
        var run = await ShellRun.ScriptAsync($"& '{inner}'; \"inner $LASTEXITCODE\"");
        File.Delete(inner);
        Assert.Equal((0, "inner 5"), (run.ExitCode, run.Output.Trim()));
    }

    [Fact]
    public async Task Arguments_reach_the_script_as_typed()
    {
        var run = await ShellRun.ScriptAsync(
            "param([string] $Name, [switch] $Fast, [switch] $Slow, [int] $Size, [Parameter(ValueFromRemainingArguments)] $Rest) \"$Name|$Fast|$Slow|$Size|$Rest\"",
            "-Name", "it's $HOME", "-Fast", "-Slow:$false", "-Size:-3", "one", "--", "-two");
        Assert.Equal("it's $HOME|True|False|-3|one -two", run.Output.Trim());
    }

    [Theory]
    [InlineData("-NoSuchOption")]
    [InlineData("no-such-script.ps1")]
    [InlineData("-c")]
    public async Task A_wrong_command_line_is_64_and_one_line_says_why(string argument)
    {
        var run = await ShellRun.RunAsync([argument]);
        Assert.Equal((64, ""), (run.ExitCode, run.Output));
        Assert.Contains(argument, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_from_standard_input_run_one_after_the_other()
    {
        var run = await ShellRun.RunAsync([], "1+1\nif ($true) {\n  'inside'\n}\nexit 4\n'never'\n");
        Assert.Equal((4, "2\ninside\n"), (run.ExitCode, run.Output));
    }
}
