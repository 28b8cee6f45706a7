using System.Diagnostics;
using Microsoft.Data.Sqlite;
using PidMigration.Copying;
using PidMigration.Database.Tests.Reading;
using PidMigration.Database.Tests.Servers;
using SQLitePCL;

namespace PidMigration.Database.Tests.Midway;

/// <summary>Somebody meddles in the middle of a copy: a clear error, whole batches, the others go on, and after the cause is mended so does the copy.</summary>
public abstract class MidwayContract<TServer>
    where TServer : TestServer, new()
{
    private protected readonly TServer Server = new();

    [Fact]
    public async Task The_targets_table_is_renamed()
    {
        await using var scene = await Scene.MakeAsync(Server);
        var outcome = await scene.CopyAsync(() => MeddleAsync(scene.Target, "ALTER TABLE a_long RENAME TO gone;"));
        await scene.Target.RunAsync("ALTER TABLE gone RENAME TO a_long;");
        await scene.AssertFailedAsync(outcome, "PID1601", "a_long");
        await scene.AssertResumesAsync();
    }

    [Fact]
    public async Task The_targets_table_is_dropped()
    {
        await using var scene = await Scene.MakeAsync(Server);
        var outcome = await scene.CopyAsync(() =>
            MeddleAsync(
                scene.Target,
                Server.WithoutForeignKeys(
                    Server is PostgreSqlServer ? "DROP TABLE a_long CASCADE;" : "DROP TABLE a_long;"
                )
            )
        );
        await scene.AssertFailedAsync(outcome, "PID1601", "a_long", countable: false);
    }

    [Fact]
    public async Task A_column_of_the_targets_table_is_renamed()
    {
        await using var scene = await Scene.MakeAsync(Server);
        var outcome = await scene.CopyAsync(() =>
            MeddleAsync(scene.Target, "ALTER TABLE a_long RENAME COLUMN note TO remark;")
        );
        await scene.AssertFailedAsync(outcome, "PID1601", "note");
        await scene.Target.RunAsync("ALTER TABLE a_long RENAME COLUMN remark TO note;");
        await scene.AssertResumesAsync();
    }

    /// <summary>The snapshot holds the source's tables: whoever wants to drop or rename one waits until the copy is over.</summary>
    [Fact]
    public async Task The_sources_table_can_not_go_while_it_is_read()
    {
        await using var scene = await Scene.MakeAsync(Server);
        var refused = false;
        var outcome = await scene.CopyAsync(async () =>
        {
            foreach (var sql in (string[])["DROP TABLE c_other;", "ALTER TABLE a_long RENAME TO gone;"])
                try
                {
                    await scene.Source.RunAsync(Impatient + sql);
                }
                catch (InvalidOperationException)
                {
                    refused = true;
                }
        });
        outcome.AssertAllCopied();
        Assert.True(refused);
        Dump.AssertEqual(await scene.Source.DumpAsync(Scene.Tables), await scene.Target.DumpAsync(Scene.Tables));
    }

    /// <summary>SQL before a statement that shall not wait for a lock.</summary>
    private protected abstract string Impatient { get; }

    /// <summary>Runs a statement between two batches.</summary>
    private protected virtual Task MeddleAsync(TestDatabase target, string sql) => target.RunAsync(sql);
}

public sealed class Midway_on_Sqlite : MidwayContract<SqliteServer>
{
    private protected override string Impatient => "";

    /// <summary>Between two batches the file is free for a moment only: whoever wants it has to look all the time, which a client process can't.</summary>
    private protected override Task MeddleAsync(TestDatabase target, string sql) =>
        Task.Run(() =>
        {
            using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder
                {
                    DataSource = SqliteServer.FileOf(target.Name),
                    Pooling = false,
                }.ConnectionString
            );
            connection.Open();
            var clock = Stopwatch.StartNew();
            while (raw.sqlite3_exec(connection.Handle, sql) is var code && code != raw.SQLITE_OK)
                if (code != raw.SQLITE_BUSY || clock.Elapsed > TimeSpan.FromMinutes(1))
                    throw new InvalidOperationException(raw.sqlite3_errmsg(connection.Handle).utf8_to_string());
        });
}
