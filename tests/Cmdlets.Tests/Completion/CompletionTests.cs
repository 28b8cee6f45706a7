using PidMigration.Cmdlets.Tests.Hosting;

namespace PidMigration.Cmdlets.Tests.Completion;

/// <summary>What Tab offers.</summary>
public sealed class CompletionTests(Pairs pairs)
{
    [Theory]
    [InlineData("Copy-PidModel -Allow Zero", "ZeroDateToNull")]
    [InlineData("Clear-PidTarget -Allow fire", "FireTriggers")]
    [InlineData("Copy-PidModel -Allow nothing_like_that", "")]
    public void Allowances_are_completed_by_their_beginning(string typed, string expected)
    {
        using var shell = Shell.Open();
        Assert.Equal(expected, string.Join(' ', Complete(shell, typed)));
    }

    [Fact]
    public void Models_are_completed_by_any_part_of_their_name_and_the_beginning_comes_first()
    {
        using var shell = Shell.Open();
        shell.Run($"$null = Connect-PidMigration {pairs.Make().Both}").Good();
        var offered = Complete(shell, "Copy-PidModel pid.P");
        Assert.Contains("pid.Policy", offered);
        Assert.All(offered, o => Assert.Contains("pid.P", o, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("auth.Permission", Complete(shell, "Get-PidModel perm"));
    }

    [Fact]
    public void Completion_without_databases_offers_nothing_and_fails_nothing()
    {
        using var shell = Shell.Open();
        Assert.Empty(Complete(shell, "Copy-PidModel pid.P"));
    }

    private static IReadOnlyList<string> Complete(Shell shell, string typed) =>
        // PowerShell adds file names where a completer offers nothing.
        shell
            .Run(
                $"(TabExpansion2 '{typed}' {typed.Length}).CompletionMatches | "
                    + "Where-Object ResultType -eq ParameterValue | ForEach-Object CompletionText"
            )
            .Good();
}
