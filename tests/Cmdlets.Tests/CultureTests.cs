using System.Globalization;
using System.Text.RegularExpressions;
using PidMigration.Cmdlets.Tests.Hosting;

namespace PidMigration.Cmdlets.Tests;

/// <summary>
/// Whatever language a user speaks, the same comes out: German and Turkish write 0,5, Turkish has an i that isn't I's,
/// and Arabic (Saudi Arabia) counts other years.
/// </summary>
public sealed partial class CultureTests(Pairs pairs)
{
    private const string Script = """
        $in = @{ Source = 'SOURCE'.Replace('sqlite:', 'SQLITE:'); Target = 'TARGET' }
        $text = { process { $_ | Select-Object * -ExcludeProperty Elapsed, RowsPerSecond | ConvertTo-Json -Depth 6 } }
        $null = Connect-PidMigration @in
        Get-PidModel PID.POLICY, auth.permission, PID_DOMAIN -Group PID, auth -IncludeInternal | & $text
        Get-PidModel | Compare-PidCount | & $text
        try { Copy-PidModel ADMIN.LOGENTRY, AUTH.USER, contenttypes.contenttype } catch { "$_" }
        Copy-PidModel PID.PID -Since '2016-01-02 03:04:05.5' -WithoutParent -WhatIf
        $options = @{ RetryDelay = '0.5'; DeferIndexes = 'ALWAYS' }
        Copy-PidModel PID.PID -Where 'id < 1500.5' @options -OnRowError STOP -WithoutParent -WhatIf -Verbose
        Copy-PidModel -ClearTarget -Confirm:$false -BatchSize '1000' @options -Verify | & $text
        Compare-PidModel -Since '2016-01-02T03:04:05.5Z' | & $text
        Compare-PidModel -Fast | & $text
        Compare-PidSchema | & $text
        Reset-PidSequence | & $text
        foreach ($wrong in '0,5', '31.12.2016') { try { Compare-PidModel pid.Pid -Since $wrong } catch { "$_" } }
        try { Copy-PidModel pid.Pid -RetryDelay 3600.5 } catch { "$_" }
        """;

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public void Output_messages_and_rows_do_not_depend_on_the_culture(string culture)
    {
        var (expected, at, ledger) = Run(CultureInfo.InvariantCulture);
        var (actual, atThere, ledgerThere) = Run(CultureInfo.GetCultureInfo(culture));
        Assert.True(expected.Count > 60, $"{expected.Count} objects and texts");
        Assert.Equal(expected, actual);
        Assert.Equal(at, atThere);
        Assert.Equal(ledger, ledgerThere);
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public async Task Rows_arrive_unchanged_on_a_server_in_any_culture(string culture)
    {
        await using var target = await ServerTarget.MakeAsync();
        using var shell = Shell.Open(culture: CultureInfo.GetCultureInfo(culture));
        var lines = shell
            .Run(
                $$"""
                $null = Connect-PidMigration -Source '{{pairs.Source}}' -Target '{{target.Url}}'
                $null = Copy-PidModel -ClearTarget -Force
                $null = Reset-PidSequence
                Compare-PidModel | Where-Object Status -ne Equal
                (Compare-PidModel -Fast).Count
                """
            )
            .Good();
        Assert.Equal(["14"], lines);
    }

    private (IReadOnlyList<string> Output, IReadOnlyList<string> Said, IReadOnlyList<string> Ledger) Run(
        CultureInfo culture
    )
    {
        var pair = pairs.Make();
        using var shell = Shell.Open(new TestConsole { IsDeaf = true }, culture);
        Assert.Equal([culture.Name], shell.Run("(Get-Culture).Name").Good());
        var output = shell
            .Run(
                Script
                    .Replace("SOURCE", pair.Source, StringComparison.Ordinal)
                    .Replace("TARGET", pair.Target, StringComparison.Ordinal)
            )
            .Good();
        var ledger = pair.Lines("pidmigration_ledger");
        var year = DateTime.UtcNow.Year.ToString(CultureInfo.InvariantCulture);
        Assert.All(ledger, l => Assert.Contains(year, l, StringComparison.Ordinal));
        return (Neutral(output), Neutral(shell.Console.Lines), Neutral(ledger));

        // Names of runs, moments, and the folder are each run's own.
        IReadOnlyList<string> Neutral(IEnumerable<string> lines) =>
            [
                .. lines
                    .Select(l => Own().Replace(l.Replace(pair.TargetFile, "file", StringComparison.Ordinal), "#"))
                    .Order(StringComparer.Ordinal),
            ];
    }

    [GeneratedRegex(@"\d{8}-\d{6}-[0-9a-f]+|20\d\d-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?Z?")]
    private static partial Regex Own();
}
