using PidMigration.Cmdlets.Tests.Hosting;

namespace PidMigration.Cmdlets.Tests;

/// <summary>Hosts that can't ask: one line says so, and nothing is changed.</summary>
public sealed class NonInteractiveHostTests(Pairs pairs)
{
    public static TheoryData<string, string> Commands =>
        new()
        {
            { "Copy-PidModel contenttypes.ContentType", "PID1501" },
            { "Copy-PidModel contenttypes.ContentType -ClearTarget", "PID1501" },
            { "Clear-PidTarget auth.Permission -LeaveDangling", "PID1504" },
            { "Clear-PidLedger", "PID1504" },
            { "Sync-PidModel contenttypes.ContentType", "PID1504" },
        };

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_host_that_refuses_prompts_gets_one_error_with_the_remedy(string command, string code)
    {
        using var shell = Shell.Open(new TestConsole { IsDeaf = true });
        AssertRefused(shell, command, code);
        Assert.Empty(shell.Console.Questions);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_host_without_a_user_interface_gets_one_error_with_the_remedy(string command, string code)
    {
        using var shell = Shell.OpenWithoutUI();
        AssertRefused(shell, command, code);
    }

    [Fact]
    public void A_host_without_a_user_interface_can_do_all_that_needs_no_answer()
    {
        using var shell = Shell.OpenWithoutUI();
        var pair = pairs.Make();
        var lines = shell
            .Run(
                $$"""
                $null = Connect-PidMigration {{pair.Both}}
                $null = Copy-PidModel -ClearTarget -Confirm:$false -Verbose
                (Compare-PidModel | Where-Object Status -ne Equal).Count
                $null = Sync-PidModel -Confirm:$false
                $null = Clear-PidTarget pid.Target -Force
                Clear-PidLedger -Force
                Copy-PidModel -WhatIf -WithoutParent
                """
            )
            .Good();
        Assert.Equal(["0"], lines);
        Assert.Equal(0, pair.Rows("pid_target"));
    }

    private void AssertRefused(Shell shell, string command, string code)
    {
        var pair = pairs.Make();
        shell.Run($"Copy-PidModel pid.Policy {pair.Both}").Good();
        var before = pair.Content();
        var run = shell.Run($"{command} {pair.Both}");
        Assert.Contains("-Confirm:$false", run.Refused(code), StringComparison.Ordinal);
        Assert.Empty(run.Output);
        Assert.Equal(before, pair.Content());
    }
}
