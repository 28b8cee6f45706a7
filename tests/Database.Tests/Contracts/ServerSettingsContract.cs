using PidDatabase;
using PidMigration.Database.Tests.BadInput;
using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Reading;
using PidMigration.Database.Tests.Schema;
using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Contracts;

/// <summary>What needs a setting of the whole server, and so runs alone.</summary>
[Collection(Isolated.Name)]
public abstract class ServerSettingsContract<TTarget>(SharedSources sources)
    where TTarget : MySqlFamilyServer, new()
{
    private readonly TTarget _into = new();

    [Fact]
    public async Task The_same_rows_arrive_without_LOAD_DATA()
    {
        _into.Need();
        TestServer from = new PostgreSqlServer() is { Missing: null } postgreSql ? postgreSql : _into;
        var pids = await sources.PidOnAsync(from);
        var (values, rows) = HostileSchema.Values(from, _into);
        await using var source = await from.CreateAsync([.. HostileSchema.All, values]);
        await HostileSchema.FillAsync(source);
        await source.FillAsync(values, rows);
        await using var target = await _into.CreateAsync([.. HostileSchema.All, values]);
        await using var pidTarget = await SharedSources.MakeAsync(_into, new PidDatabaseOptions { Empty = true });

        await using (await SettingAsync(target, "local_infile", "OFF"))
        {
            await using (
                var run = await ProductCopy
                    .Between(source, target)
                    .PrepareCopyAsync([], new(), TestContext.Current.CancellationToken)
            )
                Assert.Contains(run.Warnings, r => r.Contains("local_infile is off", StringComparison.Ordinal));
            (await ProductCopy.CopyAsync(source, target)).AssertAllCopied();
            (await ProductCopy.CopyAsync(pids, pidTarget)).AssertAllCopied();
        }

        TestTable[] all = [.. HostileSchema.All, values];
        Dump.AssertEqual(await source.DumpAsync(all), await target.DumpAsync(all));
        TestTable[] copied =
        [
            .. PidTables.All.Where(t =>
                t.Name is not ("django_migrations" or "django_session" or "sequences_sequence")
            ),
        ];
        Dump.AssertEqual(await pids.DumpAsync(copied), await pidTarget.DumpAsync(copied));
    }

    [Fact]
    public async Task A_read_only_server_is_refused()
    {
        await using var pair = await RefusalFixture.MakeAsync(_into);
        await using var user = await MySqlUser.MakeAsync(_into.Address, pair.Target);
        await MySqlUser.GrantAsync(pair.Target, "SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, ALTER", user);
        await using (await SettingAsync(pair.Target, "read_only", "ON"))
            await pair.AssertAsync("PID1303", target: user.Address.UrlOf(pair.Target.Name));
    }

    private static async Task<IAsyncDisposable> SettingAsync(TestDatabase database, string name, string value)
    {
        var before = await database.NumberAsync($"SELECT @@GLOBAL.{name};");
        await database.RunAsync($"SET GLOBAL {name} = {value};");
        return new Restored(() => database.RunAsync($"SET GLOBAL {name} = {before};"));
    }

    private sealed class Restored(Func<Task> restore) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await restore();
    }
}
