using Xunit;

namespace PidMigration.Shell.Tests;

public sealed class ModuleTests
{
    [Fact]
    public async Task A_module_loads_when_its_first_command_is_called_and_not_before()
    {
        var run = await ShellRun.CommandsAsync("(Get-Module).Count; (Get-Command *-Probe).Count; (Get-Module).Count; $null = Get-Probe; (Get-Module).Name");
        Assert.Equal("0\n4\n0\nProbe\n", run.Output);
    }

    [Fact]
    public async Task The_shell_brings_its_own_module_and_puts_it_first()
    {
        var run = await ShellRun.CommandsAsync("(Get-Module -ListAvailable PidMigration).Path; (Get-Module).Count");
        var staged = Path.Combine(Path.GetDirectoryName(ShellRun.ShellPath)!, "Modules", "PidMigration", "PidMigration.psd1");
        Assert.Equal($"{staged}\n0\n", run.Output);
    }

    [Fact]
    public async Task Its_own_module_comes_with_its_first_command_for_the_whole_session()
    {
        var run = await ShellRun.CommandsAsync("& { try { Get-PidModel } catch { $_.FullyQualifiedErrorId } }; (Get-Module).Name");
        Assert.Matches("^PID[0-9]{4},.*\nPidMigration\n$", run.Output);
    }

    [Fact]
    public async Task Its_own_module_stays_away_where_another_copy_was_imported_or_none_is_wanted()
    {
        var folder = Directory.CreateTempSubdirectory("pidmigration-copy-");
        try
        {
            var copy = Path.Combine(folder.FullName, "PidMigration.psm1");
            await File.WriteAllTextAsync(copy, "function Get-PidModel { 'the copy' }", TestContext.Current.CancellationToken);
            var run = await ShellRun.CommandsAsync($"Import-Module '{copy}'; Get-PidModel; (Get-Module).Path");
            Assert.Equal($"the copy\n{copy}\n", run.Output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        var unwanted = await ShellRun.CommandsAsync("$PSModuleAutoLoadingPreference = 'None'; try { Get-PidModel } catch { $_.FullyQualifiedErrorId }; (Get-Module).Count");
        Assert.Equal("CommandNotFoundException\n0\n", unwanted.Output);
    }

    [Fact]
    public async Task Help_and_completion_know_a_module_that_is_not_loaded()
    {
        var run = await ShellRun.CommandsAsync(
            "(Get-Help Remove-Probe).Name; (TabExpansion2 'Watch-Pr' 8).CompletionMatches[0].CompletionText; (TabExpansion2 'Watch-Probe -Mod' 16).CompletionMatches[0].CompletionText");
        Assert.Equal("Remove-Probe\nWatch-Probe\n-Models\n", run.Output);
    }

    [Fact]
    public async Task The_engines_telemetry_is_off()
    {
        var run = await ShellRun.CommandsAsync("$env:POWERSHELL_TELEMETRY_OPTOUT");
        Assert.Equal("1\n", run.Output);
    }
}
