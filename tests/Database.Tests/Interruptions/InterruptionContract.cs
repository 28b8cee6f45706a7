using PidMigration.Database.Tests.Reading;
using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Interruptions;

/// <summary>
/// Somebody meddles in the middle of a copy: a clear error, whole batches, the others go on, and after the cause is
/// mended so does the copy.
/// </summary>
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

    /// <summary>
    /// The snapshot holds the source's tables: whoever wants to drop or rename one waits until the copy is over.
    /// </summary>
    [Fact]
    public async Task A_source_table_cannot_be_dropped_or_renamed_while_it_is_read()
    {
        await using var fixture = await InterruptionFixture.MakeAsync(Server);
        string[] statements = ["DROP TABLE c_other;", "ALTER TABLE a_long RENAME TO gone;"];
        var outcomes = new List<string>();
        var outcome = await fixture.CopyAsync(async () =>
        {
            foreach (var sql in statements)
                outcomes.Add($"{sql} {await TryAsync(fixture.Source, ShortLockTimeout + sql)}");
        });
        outcome.AssertAllCopied();
        Assert.Equal(statements.Select(s => $"{s} was refused"), outcomes);
        Dump.AssertEqual(
            await fixture.Source.DumpAsync(InterruptionFixture.Tables),
            await fixture.Target.DumpAsync(InterruptionFixture.Tables)
        );
    }

    private static async Task<string> TryAsync(TestDatabase database, string sql)
    {
        try
        {
            await database.RunAsync(sql);
            return "went through";
        }
        catch (InvalidOperationException)
        {
            return "was refused";
        }
    }

    /// <summary>SQL before a statement that shall not wait for a lock.</summary>
    private protected abstract string ShortLockTimeout { get; }

    /// <summary>Runs a statement between two batches.</summary>
    private protected virtual Task InterfereAsync(TestDatabase target, string sql) => target.RunAsync(sql);
}
