using PidMigration.Cmdlets.Tests.Hosting;

namespace PidMigration.Cmdlets.Tests;

/// <summary>
/// Models and results that come from a job, a remote session or a file name models as well as those of this session.
/// </summary>
public sealed class DeserializedTests(Pairs pairs)
{
    private const string Again = "ForEach-Object { $to::Deserialize($to::Serialize($_)) }";

    [Theory]
    [InlineData("Get-PidModel pid.Policy, pid.ExtSystem BOTH")]
    [InlineData("Compare-PidCount pid.Policy, pid.ExtSystem BOTH")]
    [InlineData("Copy-PidModel pid.Policy, pid.ExtSystem BOTH")]
    [InlineData("Compare-PidModel pid.Policy, pid.ExtSystem BOTH")]
    [InlineData("Sync-PidModel pid.Policy, pid.ExtSystem BOTH")]
    [InlineData(
        "& { $null = Copy-PidModel pid.Policy, pid.ExtSystem BOTH; Clear-PidTarget pid.Policy, "
            + "pid.ExtSystem -Force BOTH }"
    )]
    public void Deserialized_results_name_models_by_pipeline_and_by_argument(string first)
    {
        var pair = pairs.Make();
        using var shell = Shell.Open();
        var script =
            $"$to = [Management.Automation.PSSerializer]; $all = @({first} | {Again})\n"
            + "$all[0].pstypenames[0] -like 'Deserialized.PidMigration.*'\n"
            + "($all | Compare-PidModel BOTH).Model; (Compare-PidModel $all[0] BOTH).Model";
        var lines = shell.Run(script.Replace("BOTH", pair.Both, StringComparison.Ordinal)).Good();
        Assert.Equal("True", lines[0]);
        Assert.Equal(["pid.ExtSystem", "pid.Policy"], lines.Skip(1).SkipLast(1).Distinct().Order());
        Assert.Contains(lines[^1], (string[])["pid.ExtSystem", "pid.Policy"]);
    }

    [Fact]
    public void Models_from_a_file_can_be_copied()
    {
        var pair = pairs.Make();
        using var shell = Shell.Open();
        var lines = shell
            .Run(
                $"Get-PidModel pid.Policy {pair.Both} | Export-Clixml '{pair.TargetFile}.xml'; "
                    + $"(Import-Clixml '{pair.TargetFile}.xml' | Copy-PidModel {pair.Both}).Rows"
            )
            .Good();
        Assert.Equal(["10"], lines);
        Assert.Equal(10, pair.Rows("pid_policy"));
    }

    // Many things have a name: a process isn't a model.
    [Theory]
    [InlineData("Get-Process -Id $PID")]
    [InlineData("[pscustomobject]@{ Name = 'pid.Policy' }")]
    [InlineData("Get-Process -Id $PID | " + Again)]
    public void An_object_that_is_no_model_is_refused(string first)
    {
        var pair = pairs.Make(filled: true);
        using var shell = Shell.Open();
        var clear = shell.Run(
            $"$to = [Management.Automation.PSSerializer]; {first} | Clear-PidTarget -Force {pair.Both}"
        );
        Assert.StartsWith(
            "InputObjectNotBound,",
            Assert.Single(clear.Errors).FullyQualifiedErrorId,
            StringComparison.Ordinal
        );
        Assert.Equal(10, pair.Rows("pid_policy"));
    }
}
