using PidMigration.Comparing;
using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Reading;
using PidMigration.Database.Tests.Schema;
using PidMigration.Database.Tests.Servers;
using PidMigration.Planning;
using PidMigration.Syncing;

namespace PidMigration.Database.Tests.Contracts;

/// <summary>
/// Comparing and repairing between two engines (or the same): every fault is named, nothing else is, and then all is
/// repaired.
/// </summary>
public abstract class CompareContract<TSource, TTarget>
    where TSource : TestServer, new()
    where TTarget : TestServer, new()
{
    private readonly TSource _from = new();
    private readonly TTarget _into = new();

    [Fact]
    public async Task A_copy_compares_equal_whatever_the_types()
    {
        var (values, rows) = HostileSchema.Values(_from, _into);
        TestTable[] tables = [.. HostileSchema.All, values];
        await using var source = await MakeAsync(_from, tables);
        await using var target = await MakeAsync(_into, tables);
        await HostileSchema.FillAsync(source);
        await source.FillAsync(values, rows);
        (await ProductCopy.CopyAsync(source, target)).AssertAllCopied();
        Assert.Empty(await ProductCompare.FindAsync(source, target));
        var (results, _) = await ProductCompare.CompareAsync(source, target);
        Assert.All(results, r => Assert.Equal(CompareStatus.Equal, r.Status));
        Assert.Equal(rows.Length, results.Single(r => r.Table == "every_value").Rows);
    }

    [Fact]
    public async Task Damage_is_found_and_repaired_by_any_kind_of_key()
    {
        await using var source = await MakeAsync(_from, HostileSchema.All);
        await using var target = await MakeAsync(_into, HostileSchema.All);
        await HostileSchema.FillAsync(source);
        (await ProductCopy.CopyAsync(source, target)).AssertAllCopied();
        string T(TestTable table) => _into.Quote(table);
        string Q(string name) => _into.Quote(name);
        string Text(string value) => _into.Literal(value, CellKind.Text);
        await target.RunAsync(
            _into.WithoutForeignKeys(
                string.Join(
                    "\n",
                    $"DELETE FROM {T(HostileSchema.Names)} WHERE id = 2;",
                    $"UPDATE {T(HostileSchema.Names)} SET {Q("%s {0} $1 ?")} = NULL, {Q("a`b")} = "
                        + $"{_into.Literal(new byte[] { 1, 0 }, CellKind.Bytes)} WHERE id = 5000000000;",
                    $"UPDATE {T(HostileSchema.Composite)} SET note = NULL WHERE a = 1 AND b = {Text("ç")};",
                    $"DELETE FROM {T(HostileSchema.Composite)} WHERE a = -1;",
                    $"UPDATE {T(HostileSchema.TextKey)} SET note = 'x' WHERE k = {Text("😀")};",
                    $"DELETE FROM {T(HostileSchema.TextKey)} WHERE k = {Text("\\N")};",
                    $"UPDATE {T(HostileSchema.Self)} SET parent = 5 WHERE id = 1;",
                    $"DELETE FROM {T(HostileSchema.Self)} WHERE id = 9;",
                    $"UPDATE {T(HostileSchema.Computed)} SET a = 22 WHERE id = 1;"
                )
            )
        );
        await target.FillAsync(HostileSchema.Composite, [7, "zz", "extra"]);
        await target.FillAsync(HostileSchema.TextKey, ["", "extra"], ["zz\\", null]);
        await target.FillAsync(HostileSchema.Keyless, [1, "twice"], [null, ""], [null, null]);
        await target.FillAsync(HostileSchema.Empty, [1, "extra"]);

        string[] expected =
        [
            $"{HostileSchema.Names.Name}/2/Missing/",
            $"{HostileSchema.Names.Name}/5000000000/Changed/%s {{0}} $1 ?",
            $"{HostileSchema.Names.Name}/5000000000/Changed/a`b",
            "Composite.Key/ç, 1/Changed/note",
            "Composite.Key/, -1/Missing/",
            "Composite.Key/zz, 7/Extra/",
            "text_key/😀/Changed/note",
            "text_key/\\N/Missing/",
            "text_key//Extra/",
            "text_key/zz\\/Extra/",
            "tree/1/Changed/parent",
            "tree/9/Missing/",
            "computed/1/Changed/a",
            "computed/1/Changed/twice",
            "keyless/1, 'twice'/Extra/",
            "keyless/NULL, ''/Extra/",
            "keyless/NULL, NULL/Extra/",
            "empty_in_source/1/Extra/",
        ];
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            (await ProductCompare.FindAsync(source, target)).Order(StringComparer.Ordinal)
        );
        var results = await ProductCompare.SyncAsync(source, target);
        Assert.Equal(3, results["keyless"].Deleted);
        Assert.Equal((1, 1), (results["Composite.Key"].Inserted, results["Composite.Key"].Updated));
        Dump.AssertEqual(await source.DumpAsync(HostileSchema.All), await target.DumpAsync(HostileSchema.All));
        Assert.All(
            (await ProductCompare.SyncAsync(source, target)).Values,
            r => Assert.Equal(SyncStatus.Equal, r.Status)
        );
    }

    [Fact]
    public async Task Every_planted_fault_of_the_PID_database_is_found_and_repaired()
    {
        _from.Need();
        _into.Need();
        var size = SharedSources.SizeOfFaultTests;
        await using var source = await SharedSources.MakeAsync(_from, size);
        await using var target = await SharedSources.MakeAsync(_into, size);
        Assert.Empty(await ProductCompare.FindAsync(source, target));
        string Text(string value) => _into.Literal(value, CellKind.Text);
        Task<long> One(string sql) => target.NumberAsync(sql + ";");
        var withKey = await One("SELECT min(id) FROM pid_pid WHERE ext_system_key IS NULL AND id > 100");
        var withoutFeed = await One("SELECT min(id) FROM pid_pid WHERE id > 200");
        await source.RunAsync(
            $"UPDATE pid_pid SET name = {_from.Literal("form\ffeed, caf\u00e9", CellKind.Text)} WHERE id IN "
                + $"({withoutFeed}, {withoutFeed + 1});"
        );
        var inTheMiddle = await One("SELECT min(id) FROM auth_user_groups WHERE id > 50");
        var logs = (
            First: await One("SELECT min(id) FROM django_admin_log"),
            Middle: await One("SELECT min(id) FROM django_admin_log WHERE id > 500"),
            Last: await One("SELECT max(id) FROM django_admin_log")
        );
        await target.RunAsync(
            _into.WithoutForeignKeys(
                string.Join(
                    "\n",
                    $"UPDATE pid_pid SET name = {Text("X")} WHERE id = 11;",
                    $"UPDATE pid_pid SET ext_system_key = '' WHERE id = {withKey};",
                    $"UPDATE pid_pid SET updated_at = "
                        + $"{_into.Literal("2016-01-01 00:00:00.000001", CellKind.Instant)} WHERE id = 12;",
                    $"UPDATE pid_pid SET name = {Text("formffeed, caf\u00e9")} WHERE id = {withoutFeed};",
                    $"UPDATE pid_pid SET name = {Text("form\ffeed, cafe\u0301")} WHERE id = {withoutFeed + 1};",
                    "UPDATE pid_pid SET pid = 'swap' WHERE id = 13;",
                    "UPDATE pid_pid SET pid = 'gone' WHERE id = 14;",
                    "UPDATE pid_pid SET type = 'ARK ' WHERE id = 15;",
                    $"DELETE FROM django_admin_log WHERE id IN ({logs.First}, {logs.Middle}, {logs.Last});",
                    $"UPDATE auth_user_groups SET id = 99999, group_id = 902 WHERE id = {inTheMiddle};",
                    "INSERT INTO auth_user_groups (id, user_id, group_id) VALUES (-1, 1, 900), (100000, 1, 901);",
                    "UPDATE auth_group_permissions SET permission_id = 9999 WHERE id = 5;"
                )
            )
        );
        // Two unique values that changed places, which no order of single updates brings back.
        var pids = await source.LinesAsync("SELECT pid FROM pid_pid WHERE id IN (13, 14) ORDER BY id;");
        await target.RunAsync(
            $"UPDATE pid_pid SET pid = '{pids[1]}' WHERE id = 13; UPDATE pid_pid SET pid = '{pids[0]}' WHERE id = 14;"
        );
        await source.RunAsync("UPDATE pid_pid SET type = 'ARK' WHERE id = 15;");
        await source.RunAsync(
            $"UPDATE pid_pid SET updated_at = {_from.Literal("2016-01-01 00:00:00", CellKind.Instant)} WHERE id = 12;"
        );

        string[] expected =
        [
            "pid.Pid/11/Changed/name",
            $"pid.Pid/{withKey}/Changed/ext_system_key",
            "pid.Pid/12/Changed/updated_at",
            $"pid.Pid/{withoutFeed}/Changed/name",
            $"pid.Pid/{withoutFeed + 1}/Changed/name",
            "pid.Pid/13/Changed/pid",
            "pid.Pid/14/Changed/pid",
            "pid.Pid/15/Changed/type",
            $"admin.LogEntry/{logs.First}/Missing/",
            $"admin.LogEntry/{logs.Middle}/Missing/",
            $"admin.LogEntry/{logs.Last}/Missing/",
            "auth.User.groups/-1/Extra/",
            $"auth.User.groups/{inTheMiddle}/Missing/",
            "auth.User.groups/99999/Extra/",
            "auth.User.groups/100000/Extra/",
            "auth.Group.permissions/5/Changed/permission_id",
        ];
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            (await ProductCompare.FindAsync(source, target)).Order(StringComparer.Ordinal)
        );

        // Only what moved: the change of the moment itself lies on both sides of the condition.
        var since = new CompareOptions
        {
            Since = new SinceValue(new DateTime(2016, 1, 1, 0, 0, 0, DateTimeKind.Utc)),
            UpdatedColumn = "updated_at",
        };
        Assert.Contains(
            "pid.Pid/12/Changed/updated_at",
            await ProductCompare.FindAsync(source, target, since, "pid.Pid")
        );

        // Rows that only the target has stay until somebody agrees.
        var kept = await ProductCompare.SyncAsync(
            source,
            target,
            null,
            run =>
            {
                foreach (var plan in run.Plans.Where(p => p.Deletes > 0))
                    run.KeepExtra(plan);
            },
            "auth.User"
        );
        Assert.Equal((SyncStatus.Partial, 3), (kept["auth.User.groups"].Status, kept["auth.User.groups"].Kept));

        var results = await ProductCompare.SyncAsync(source, target, new CompareOptions { Fast = true });
        Assert.Equal(8, results["pid.Pid"].Updated);
        Assert.Equal(3, results["admin.LogEntry"].Inserted);
        Assert.Equal(3, results["auth.User.groups"].Deleted);
        Assert.Empty(await ProductCompare.FindAsync(source, target));
        // Dumps are held in memory.
        if (size == SharedSources.Options)
            Dump.AssertEqual(await source.DumpAsync(PidTables.All), await target.DumpAsync(PidTables.All));
    }

    private static Task<TestDatabase> MakeAsync(TestServer server, IReadOnlyList<TestTable> tables)
    {
        server.Need();
        return server.CreateAsync([.. tables]);
    }
}
