using System.Diagnostics;
using PidMigration.Copying;
using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Midway;

/// <summary>A target's disk that gets full in the middle: a small tmpfs. Needs the right to mount one, so root.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public async Task Of_PostgreSql()
    {
        var server = new PostgreSqlServer();
        await using var scene = await Scene.MakeAsync(server);
        using var rejects = new RejectsFile(Path.Combine(Path.GetTempPath(), scene.Target.Name + ".jsonl"));
        var owner = (
            await ProgramAsync("stat", "-c", "%u", await scene.Source.RunAsync("SHOW data_directory;"))
        )!.Trim();
        await using var disk = await SmallDisk.MountAsync("400k", owner);
        var name = TestServer.NewName();
        await scene.Target.RunAsync($"CREATE TABLESPACE {name} LOCATION '{disk.Folder}';");
        await scene.Target.RunAsync($"ALTER TABLE a_long SET TABLESPACE {name};");
        try
        {
            await AssertFullAsync(scene, rejects);
        }
        finally
        {
            await scene.Target.RunAsync("ALTER TABLE a_long SET TABLESPACE pg_default;");
            await scene.Target.RunAsync($"DROP TABLESPACE {name};");
        }

        await scene.AssertResumesAsync(new CopyOptions { Rejects = rejects });
    }

    [Fact]
    public async Task Of_MariaDb()
    {
        var server = new MariaDbServer();
        await using var scene = await Scene.MakeAsync(server);
        using var rejects = new RejectsFile(Path.Combine(Path.GetTempPath(), scene.Target.Name + ".jsonl"));
        var owner = (await ProgramAsync("stat", "-c", "%u", await scene.Source.RunAsync("SELECT @@datadir;")))!.Trim();
        await using var disk = await SmallDisk.MountAsync("400k", owner);
        await scene.Target.RunAsync(
            $"SET foreign_key_checks = 0; DROP TABLE a_long; CREATE TABLE a_long (id bigint AUTO_INCREMENT PRIMARY KEY, note varchar(200)) DATA DIRECTORY = '{disk.Folder}';"
        );
        await AssertFullAsync(scene, rejects);
        await scene.Target.RunAsync(
            "SET foreign_key_checks = 0; CREATE TABLE roomy (id bigint AUTO_INCREMENT PRIMARY KEY, note varchar(200)); INSERT INTO roomy SELECT * FROM a_long; DROP TABLE a_long; ALTER TABLE roomy RENAME TO a_long;"
        );
        await scene.AssertResumesAsync(new CopyOptions { Rejects = rejects });
    }

    [Fact]
    public async Task Of_Sqlite()
    {
        var server = new SqliteServer();
        await using var scene = await Scene.MakeAsync(server);
        using var rejects = new RejectsFile(Path.Combine(Path.GetTempPath(), scene.Target.Name + ".jsonl"));
        await using var disk = await SmallDisk.MountAsync("600k", "0");
        var file = SqliteServer.FileOf(scene.Target.Name);
        var small = Path.Combine(disk.Folder, "target.db");
        File.Move(file, small);
        File.CreateSymbolicLink(file, small);
        await AssertFullAsync(scene, rejects);
        File.Delete(file);
        File.Move(small, file);
        await scene.AssertResumesAsync(new CopyOptions { Rejects = rejects });
    }

    /// <summary>The copy ends with PID1609, whether refused rows are collected or not: a full disk refuses no row in particular.</summary>
    private static async Task AssertFullAsync(Scene scene, RejectsFile rejects)
    {
        var outcome = await scene.CopyAsync(
            () => Task.CompletedTask,
            options: new CopyOptions { Rejects = rejects, RetryCount = 0 }
        );
        Assert.Equal((0, false), ((int)rejects.Rows, File.Exists(rejects.Path)));
        Assert.Equal("PID1609", outcome.Errors["a_long"].Code);
        Assert.DoesNotContain('\n', outcome.Errors["a_long"].Message);
        Assert.InRange(outcome["a_long"].Rows, 20, Scene.Rows - 1);
        Assert.Equal(outcome["a_long"].Rows, await scene.Target.CountAsync(Scene.Long));
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
