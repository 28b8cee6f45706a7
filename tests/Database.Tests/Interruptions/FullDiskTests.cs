using System.Diagnostics;
using PidMigration.Copying;
using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Interruptions;

/// <summary>
/// A target's disk that gets full in the middle: a small tmpfs. Needs the right to mount one, so root.
/// </summary>
public sealed class FullDiskTests
{
    [Fact]
    public async Task A_full_disk_of_PostgreSql_fails_the_copy_and_a_resume_completes_it()
    {
        var server = new PostgreSqlServer();
        await using var fixture = await InterruptionFixture.MakeAsync(server);
        using var rejects = new RejectsFile(Path.Combine(Path.GetTempPath(), fixture.Target.Name + ".jsonl"));
        var owner = (
            await ProgramAsync("stat", "-c", "%u", await fixture.Source.RunAsync("SHOW data_directory;"))
        )!.Trim();
        await using var disk = await SmallDisk.MountAsync("400k", owner);
        var name = TestServer.NewName();
        await fixture.Target.RunAsync($"CREATE TABLESPACE {name} LOCATION '{disk.Folder}';");
        await fixture.Target.RunAsync($"ALTER TABLE a_long SET TABLESPACE {name};");
        try
        {
            await AssertFullAsync(fixture, rejects);
        }
        finally
        {
            await fixture.Target.RunAsync("ALTER TABLE a_long SET TABLESPACE pg_default;");
            await fixture.Target.RunAsync($"DROP TABLESPACE {name};");
        }

        await fixture.AssertResumesAsync(new CopyOptions { Rejects = rejects });
    }

    [Fact]
    public async Task A_full_disk_of_MariaDb_fails_the_copy_and_a_resume_completes_it()
    {
        var server = new MariaDbServer();
        await using var fixture = await InterruptionFixture.MakeAsync(server);
        using var rejects = new RejectsFile(Path.Combine(Path.GetTempPath(), fixture.Target.Name + ".jsonl"));
        var owner = (
            await ProgramAsync("stat", "-c", "%u", await fixture.Source.RunAsync("SELECT @@datadir;"))
        )!.Trim();
        await using var disk = await SmallDisk.MountAsync("400k", owner);
        await fixture.Target.RunAsync(
            $"SET foreign_key_checks = 0; DROP TABLE a_long; CREATE TABLE a_long (id bigint AUTO_INCREMENT "
                + $"PRIMARY KEY, note varchar(200)) DATA DIRECTORY = '{disk.Folder}';"
        );
        await AssertFullAsync(fixture, rejects);
        await fixture.Target.RunAsync(
            "SET foreign_key_checks = 0; CREATE TABLE roomy (id bigint AUTO_INCREMENT PRIMARY KEY, note "
                + "varchar(200)); INSERT INTO roomy SELECT * FROM a_long; DROP TABLE a_long; ALTER TABLE "
                + "roomy RENAME TO a_long;"
        );
        await fixture.AssertResumesAsync(new CopyOptions { Rejects = rejects });
    }

    [Fact]
    public async Task A_full_disk_of_Sqlite_fails_the_copy_and_a_resume_completes_it()
    {
        var server = new SqliteServer();
        await using var fixture = await InterruptionFixture.MakeAsync(server);
        using var rejects = new RejectsFile(Path.Combine(Path.GetTempPath(), fixture.Target.Name + ".jsonl"));
        await using var disk = await SmallDisk.MountAsync("600k", "0");
        var file = SqliteServer.FileOf(fixture.Target.Name);
        var small = Path.Combine(disk.Folder, "target.db");
        File.Move(file, small);
        File.CreateSymbolicLink(file, small);
        await AssertFullAsync(fixture, rejects);
        File.Delete(file);
        File.Move(small, file);
        await fixture.AssertResumesAsync(new CopyOptions { Rejects = rejects });
    }

    /// <summary>
    /// The copy ends with PID1609, whether refused rows are collected or not: a full disk refuses no row in particular.
    /// </summary>
    private static async Task AssertFullAsync(InterruptionFixture fixture, RejectsFile rejects)
    {
        var outcome = await fixture.CopyAsync(
            () => Task.CompletedTask,
            options: new CopyOptions { Rejects = rejects, RetryCount = 0 }
        );
        Assert.Equal((0, false), ((int)rejects.Rows, File.Exists(rejects.Path)));
        Assert.Equal("PID1609", outcome.Errors["a_long"].Code);
        Assert.DoesNotContain('\n', outcome.Errors["a_long"].Message);
        Assert.InRange(outcome["a_long"].Rows, 20, InterruptionFixture.Rows - 1);
        Assert.Equal(outcome["a_long"].Rows, await fixture.Target.CountAsync(InterruptionFixture.Long));
    }

    private static async Task<string?> ProgramAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments.Select(a => a.Trim()))
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode == 0 ? output : null;
    }

    /// <summary>A file system of a few pages.</summary>
    private sealed class SmallDisk(string folder) : IAsyncDisposable
    {
        public string Folder { get; } = folder;

        public static async Task<SmallDisk> MountAsync(string size, string owner)
        {
            Assert.SkipUnless(
                OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess,
                "A small file system is mounted by root, on Linux."
            );
            var folder = Directory.CreateTempSubdirectory("pidtest-full-").FullName;
            if (
                await ProgramAsync("mount", "-t", "tmpfs", "-o", $"size={size},uid={owner},mode=0700", "tmpfs", folder)
                is null
            )
            {
                Directory.Delete(folder);
                Assert.Skip("No file system may be mounted here.");
            }

            return new SmallDisk(folder);
        }

        public async ValueTask DisposeAsync()
        {
            await ProgramAsync("umount", "-l", Folder);
            Directory.Delete(Folder);
        }
    }
}
