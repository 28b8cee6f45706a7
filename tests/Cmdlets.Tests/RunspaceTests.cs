using System.Management.Automation;
using System.Management.Automation.Runspaces;
using PidMigration.Cmdlets.Tests.Hosting;

namespace PidMigration.Cmdlets.Tests;

/// <summary>Many runspaces in one process: each has its own session, and none sees another's.</summary>
public sealed class RunspaceTests(Pairs pairs)
{
    [Fact]
    public async Task Runspaces_of_a_pool_copy_at_the_same_time()
    {
        using var pool = RunspaceFactory.CreateRunspacePool(Shell.InitialState());
        pool.SetMaxRunspaces(4);
        pool.Open();
        var targets = Enumerable.Range(1, 8).Select(_ => pairs.Make()).ToList();
        var runs = targets.Select(
            async (pair, index) =>
            {
                using var shell = PowerShell.Create();
                shell.RunspacePool = pool;
                shell.AddScript(
                    $$"""
                    (Connect-PidMigration {{pair.Both}}).Target
                    $null = Copy-PidModel pid.Policy -Where 'id <= {{index + 1}}'
                    $models = 'contenttypes.ContentType', 'auth.Permission', 'admin.LogEntry'
                    $null = Copy-PidModel $models -WithoutParent -ClearTarget -Force -BatchSize 50
                    (Get-PidMigration).Count
                    (Get-PidModel pid.Policy | Compare-PidCount).Target
                    """
                );
                var output = await shell.InvokeAsync();
                return string.Join(" ", output);
            }
        );
        var told = await Task.WhenAll(runs);

        var full = pairs.Make(filled: true);
        var expected = targets
            .Select((_, index) => full.Sql($"SELECT count(*) FROM pid_policy WHERE id <= {index + 1}")[0])
            .ToList();
        Assert.True(expected.Distinct().Count() > 4, $"All copies are alike: {string.Join(", ", expected)} rows.");
        Assert.Equal(targets.Select((pair, index) => $"sqlite://{pair.TargetFile} 2 {expected[index]}"), told);
        Assert.All(targets, pair => Assert.Equal(1753, pair.Rows("django_admin_log")));
    }

    [Fact]
    public void Parallel_blocks_have_their_own_sessions()
    {
        var targets = Enumerable.Range(1, 4).Select(_ => pairs.Make()).ToList();
        using var shell = Shell.Open();
        var lines = shell
            .Run(
                $$"""
                $null = Connect-PidMigration {{pairs.Make().Both}}
                {{string.Join(
                    ", ",
                    targets.Select(t => $"'{t.Target}'")
                )}} | ForEach-Object -ThrottleLimit 4 -Parallel {
                    Import-Module '{{Shell.Manifest}}'
                    $null = Connect-PidMigration -Source '{{pairs.Source}}' -Target $_
                    "$_ $((Copy-PidModel pid.Policy, pid.ExtSystem | Measure-Object Rows -Sum).Sum)"
                }
                (Compare-PidCount pid.Policy).Target
                """
            )
            .Good();
        Assert.Equal(targets.Select(t => $"{t.Target} 15").Append("0").Order(), lines.Order());
    }

    // The runspaces of -Parallel are used again, with fresh variables: a block that names no database must not get at
    // the one of the block before.
    [Fact]
    public void A_parallel_block_never_gets_the_session_of_another_block()
    {
        var pair = pairs.Make();
        using var shell = Shell.Open();
        var run = shell.Run(
            $$"""
            $null = Connect-PidMigration {{pair.Both}}
            1, 2 | ForEach-Object -ThrottleLimit 1 -Parallel {
                Import-Module '{{Shell.Manifest}}'
                if ($_ -eq 1) { $null = Connect-PidMigration {{pair.Both}} }
                else { try { (Get-PidModel).Count } catch { $_.FullyQualifiedErrorId } }
            }
            """
        );
        Assert.Equal(["PID1001,PidMigration.Cmdlets.Commands.GetPidModelCommand"], run.Good());
    }
}
