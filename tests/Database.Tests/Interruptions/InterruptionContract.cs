using System.Diagnostics;
using Microsoft.Data.Sqlite;
using PidMigration.Copying;
using PidMigration.Database.Tests.Reading;
using PidMigration.Database.Tests.Servers;
using SQLitePCL;

namespace PidMigration.Database.Tests.Interruptions;

/// <summary>Somebody meddles in the middle of a copy: a clear error, whole batches, the others go on, and after the cause is mended so does the copy.</summary>
public abstract class InterruptionContract<TServer>
    where TServer : TestServer, new()
{
    private protected readonly TServer Server = new();

    [Fact]
    public async Task A_target_table_renamed_during_the_copy_fails_its_model()
    {
        await using var fixture = await InterruptionFixture.MakeAsync(Server);
        var outcome = await fixture.CopyAsync(() =>
            InterfereAsync(fixture.Target, "ALTER TABLE a_long RENAME TO gone;")
        );
        await fixture.Target.RunAsync("ALTER TABLE gone RENAME TO a_long;");
        await fixture.AssertFailedAsync(outcome, "PID1601", "a_long");
        await fixture.AssertResumesAsync();
    }

    [Fact]
    public async Task A_target_table_dropped_during_the_copy_fails_its_model()
    {
        await using var fixture = await InterruptionFixture.MakeAsync(Server);
        var outcome = await fixture.CopyAsync(() =>
            InterfereAsync(
                fixture.Target,
                Server.WithoutForeignKeys(
                    Server is PostgreSqlServer ? "DROP TABLE a_long CASCADE;" : "DROP TABLE a_long;"
                )
            )
        );
        await fixture.AssertFailedAsync(outcome, "PID1601", "a_long", countable: false);
    }

    [Fact]
    public async Task A_target_column_renamed_during_the_copy_fails_its_model()
    {
        await using var fixture = await InterruptionFixture.MakeAsync(Server);
        var outcome = await fixture.CopyAsync(() =>
            InterfereAsync(fixture.Target, "ALTER TABLE a_long RENAME COLUMN note TO remark;")
        );
        await fixture.AssertFailedAsync(outcome, "PID1601", "note");
        await fixture.Target.RunAsync("ALTER TABLE a_long RENAME COLUMN remark TO note;");
        await fixture.AssertResumesAsync();
    }

    /// <summary>The snapshot holds the source's tables: whoever wants to drop or rename one waits until the copy is over.</summary>
    [Fact]
    public async Task A_source_table_cannot_be_dropped_or_renamed_while_it_is_read()
    {
        await using var fixture = await InterruptionFixture.MakeAsync(Server);
        var refused = false;
        var outcome = await fixture.CopyAsync(async () =>
        {
            foreach (var sql in (string[])["DROP TABLE c_other;", "ALTER TABLE a_long RENAME TO gone;"])
                try
                {
                    await fixture.Source.RunAsync(ShortLockTimeout + sql);
                }
                catch (InvalidOperationException)
                {
                    refused = true;
                }
        });
        outcome.AssertAllCopied();
        Assert.True(refused);
        Dump.AssertEqual(
            await fixture.Source.DumpAsync(InterruptionFixture.Tables),
            await fixture.Target.DumpAsync(InterruptionFixture.Tables)
        );
    }

    /// <summary>SQL before a statement that shall not wait for a lock.</summary>
    private protected abstract string ShortLockTimeout { get; }

    /// <summary>Runs a statement between two batches.</summary>
    private protected virtual Task InterfereAsync(TestDatabase target, string sql) => target.RunAsync(sql);
}

public sealed class Interruptions_on_Sqlite : InterruptionContract<SqliteServer>
{
    private protected override string ShortLockTimeout => "";

    /// <summary>Between two batches the file is free for a moment only: whoever wants it has to look all the time, which a client process can't.</summary>
    private protected override Task InterfereAsync(TestDatabase target, string sql) =>
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
