using System.Data.Common;
using System.Management.Automation;
using PidMigration.Cmdlets.Tests.Hosting;

namespace PidMigration.Cmdlets.Tests;

/// <summary>
/// Ctrl+C in each phase. Another session holds a lock that the phase comes to wait for, so that it is stopped right
/// there, in the middle of a statement.
/// </summary>
public sealed class StopTests(Pairs pairs)
{
    private const string Copied = "ForEach-Object { \"$($_.Model) $($_.Status) $($_.Rows) $($_.Resumed)\" }";
    private static readonly TimeSpan Seconds = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Stopping_the_preflight_leaves_nothing_behind()
    {
        await using var target = await ServerTarget.MakeAsync();
        using var shell = Connected(target);
        await using (await target.HoldAsync("LOCK TABLE pid_policy IN ACCESS EXCLUSIVE MODE"))
            await StopAsync(target, shell, "Copy-PidModel pid.ExtSystem, pid.Policy");

        Assert.Equal(0, await target.NumberAsync("SELECT count(*) FROM pid_extsystem"));
        Assert.Empty(shell.Run("Get-PidMigration").Good());
        Assert.Equal(
            ["pid.ExtSystem Copied 5 0", "pid.Policy Copied 10 0"],
            shell.Run($"Copy-PidModel pid.ExtSystem, pid.Policy | {Copied}").Good().Order()
        );
    }

    [Fact]
    public async Task Stopping_while_clearing_rolls_the_deletes_back()
    {
        await using var target = await ServerTarget.MakeAsync();
        using var shell = Connected(target);
        const string Copy = "Copy-PidModel contenttypes.ContentType, auth.Permission -ClearTarget -Force";
        // What reads goes on, what deletes waits.
        await using (await target.HoldAsync("LOCK TABLE django_content_type IN ROW EXCLUSIVE MODE"))
            await StopAsync(target, shell, Copy);

        Assert.Equal(19, await target.NumberAsync("SELECT count(*) FROM django_content_type"));
        Assert.Equal(78, await target.NumberAsync("SELECT count(*) FROM auth_permission"));
        Assert.Equal(["Resumable"], shell.Run("(Get-PidMigration).Status").Good());
        Assert.Equal(
            ["auth.Permission Copied 80 0", "contenttypes.ContentType Copied 20 0"],
            shell.Run($"Copy-PidModel -Resume -Confirm:$false | {Copied}").Good().Order()
        );
        Complete(shell, "contenttypes.ContentType, auth.Permission");
    }

    [Theory]
    [InlineData("POSTGRESQL")]
    [InlineData("MARIADB")]
    public async Task Stopping_a_load_reports_its_progress_and_a_resume_continues_there(string server)
    {
        await using var target = await ServerTarget.MakeAsync(server);
        using var shell = Connected(target);
        // The batch that comes to these keys waits for whoever has just written them (seen once: without an end, since
        // the driver can't cancel the end of a COPY).
        var rowsOfOthers = string.Join(
            ", ",
            Enumerable.Range(500, 20).Select(id => $"({id}, '2016-01-01', '', 1, '', 1, 1)")
        );
        await using (
            await target.HoldAsync(
                "INSERT INTO django_admin_log (id, action_time, object_repr, action_flag, change_message, "
                    + "content_type_id, user_id) "
                    + $"VALUES {rowsOfOthers}",
                isFree: true
            )
        )
            await StopAsync(
                target,
                shell,
                "Copy-PidModel admin.LogEntry -WithoutParent -BatchSize 10 -DeferIndexes Never"
            );

        var rows = await target.NumberAsync("SELECT count(*) FROM django_admin_log");
        Assert.InRange(rows, 10, 500);
        Assert.Equal(
            [
                $"WARNING: admin.LogEntry: stopped. {rows} rows are committed; run Copy-PidModel -Resume to "
                    + $"continue after them.",
            ],
            shell.Console.Lines.Where(l => l.Contains("stopped", StringComparison.Ordinal))
        );
        Assert.Equal(
            [$"Resumable {rows}"],
            shell.Run("Get-PidMigration | ForEach-Object { \"$($_.Status) $($_.Models.Rows)\" }").Good()
        );
        var resumed = shell.Run($"Copy-PidModel -Resume -WithoutParent -Confirm:$false | {Copied}");
        Assert.Equal(1753, await target.NumberAsync("SELECT count(*) FROM django_admin_log"));
        Assert.Contains($" {1753 - rows} {rows}", Assert.Single(resumed.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_an_index_build_leaves_the_indexes_to_the_resume()
    {
        await using var target = await ServerTarget.MakeAsync();
        using var shell = Connected(target);
        var before = await IndexesAsync(target);
        // Inserting goes beside this, building an index doesn't.
        DbConnection? holder = null;
        shell.Console.OnProgress = record =>
        {
            // The first rows are there, so the indexes are off.
            if (holder is null && record.Activity == "pid.Pid" && record.PercentComplete > 0)
                holder = target.HoldAsync("LOCK TABLE pid_pid IN ROW EXCLUSIVE MODE").GetAwaiter().GetResult();
        };
        await StopAsync(target, shell, "Copy-PidModel pid.Pid -WithoutParent -BatchSize 1 -DeferIndexes Always");
        await holder!.DisposeAsync();
        shell.Console.OnProgress = null;

        Assert.Equal(1086, await target.NumberAsync("SELECT count(*) FROM pid_pid"));
        Assert.True(await IndexesAsync(target) < before, "The indexes were never taken off.");
        Assert.Equal(["Resumable"], shell.Run("(Get-PidMigration).Status").Good());
        shell.Run("Copy-PidModel -Resume -WithoutParent -Confirm:$false");
        Assert.Equal(before, await IndexesAsync(target));
    }

    [Fact]
    public async Task Stopping_a_comparison_or_a_sync_leaves_the_work_to_the_next_sync()
    {
        await using var target = await ServerTarget.MakeAsync();
        using var shell = Connected(target);
        shell.Run("Copy-PidModel pid.Policy, pid.ExtSystem").Good();
        await target.NumberAsync(
            "DELETE FROM pid_extsystem; UPDATE pid_policy SET id = id + 1000 WHERE id > 9; SELECT 1"
        );
        await using (await target.HoldAsync("LOCK TABLE pid_policy IN ACCESS EXCLUSIVE MODE"))
            await StopAsync(target, shell, "Compare-PidModel pid.Policy, pid.ExtSystem");

        const string Sync = "Sync-PidModel pid.Policy, pid.ExtSystem -Confirm:$false";
        // What only reads goes on.
        await using (
            await target.HoldAsync("LOCK TABLE pid_policy IN SHARE MODE; LOCK TABLE pid_extsystem IN SHARE MODE")
        )
            await StopAsync(target, shell, Sync);
        Assert.Equal(0, await target.NumberAsync("SELECT count(*) FROM pid_extsystem"));
        Assert.All(shell.Run($"{Sync} | ForEach-Object {{ $_.Status }}").Good(), s => Assert.Equal("Synced", s));
        Assert.All(
            shell.Run("(Compare-PidModel pid.Policy, pid.ExtSystem).Status").Good(),
            s => Assert.Equal("Equal", s)
        );
    }

    private Shell Connected(ServerTarget target)
    {
        var shell = Shell.Open();
        shell.Run($"$null = Connect-PidMigration -Source '{pairs.Source}' -Target '{target.Url}'").Good();
        shell.Console.Forget();
        return shell;
    }

    private static async Task StopAsync(ServerTarget target, Shell shell, string command)
    {
        using var run = shell.Start($"{command}; 'never'");
        await target.WaitUntilBlockedAsync();
        var stopped = run.Stop();
        Assert.Equal(PSInvocationState.Stopped, stopped.State);
        Assert.InRange(stopped.Elapsed, TimeSpan.Zero, Seconds);
        Assert.Empty(stopped.Errors.Select(e => e.ToString()));
        Assert.DoesNotContain("never", stopped.Lines);
        // Nobody is left behind who still waits there.
        Assert.Equal(0, await target.BlockedAsync());
    }

    private static void Complete(Shell shell, string models)
    {
        Assert.Equal(["Complete"], shell.Run("(Get-PidMigration).Status").Good());
        Assert.All(shell.Run($"(Compare-PidModel {models}).Status").Good(), s => Assert.Equal("Equal", s));
    }

    private static async Task<long> IndexesAsync(ServerTarget target) =>
        await target.NumberAsync("SELECT count(*) FROM pg_indexes WHERE tablename = 'pid_pid'")
        + await target.NumberAsync("SELECT count(*) FROM pg_constraint WHERE conrelid = 'pid_pid'::regclass");
}
