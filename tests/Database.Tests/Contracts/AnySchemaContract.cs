using PidMigration.Copying;
using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Reading;
using PidMigration.Database.Tests.Schema;
using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Contracts;

/// <summary>Schemas and values of any sort, from one engine to another (or the same).</summary>
public abstract class AnySchemaContract<TSource, TTarget>
    where TSource : TestServer, new()
    where TTarget : TestServer, new()
{
    private readonly TSource _from = new();
    private readonly TTarget _into = new();

    [Fact]
    public async Task Hostile_names_and_keys_of_any_sort_arrive()
    {
        await using var source = await MakeAsync(_from, HostileSchema.All);
        await using var target = await MakeAsync(_into, HostileSchema.All);
        await HostileSchema.FillAsync(source);
        await target.FillAsync(HostileSchema.Empty, [1, "old"], [2, "older"]);
        await target.RunAsync(_into.SetIssued(HostileSchema.Empty, "id", 2));
        await target.FillAsync(HostileSchema.TextKey, ["old", "x"]);

        var outcome = await ProductCopy.CopyAsync(source, target);
        outcome.AssertAllCopied();
        Assert.Equal(HostileSchema.All.Count, outcome.Results.Count);
        Dump.AssertEqual(await source.DumpAsync(HostileSchema.All), await target.DumpAsync(HostileSchema.All));

        await ProductCopy.RaiseAsync(source, target);
        var counted = HostileSchema.Names;
        await target.RunAsync($"INSERT INTO {_into.Quote(counted)} ({_into.Quote("select")}) VALUES ('new');");
        Assert.Equal(5_000_000_001, await target.NumberAsync($"SELECT max(id) FROM {_into.Quote(counted)};"));
        // A counter that was cleared must not begin anew.
        await target.RunAsync($"INSERT INTO {_into.Quote(HostileSchema.Empty)} (a) VALUES ('new');");
        Assert.True(await target.NumberAsync($"SELECT max(id) FROM {_into.Quote(HostileSchema.Empty)};") > 2, "A key of a cleared table was issued again.");
    }

    [Fact]
    public async Task Every_value_arrives()
    {
        var (table, rows) = HostileSchema.Values(_from, _into);
        await using var source = await MakeAsync(_from, [table]);
        await using var target = await MakeAsync(_into, [table]);
        await source.FillAsync(table, rows);
        var expected = await source.DumpAsync(table);
        (await ProductCopy.CopyAsync(source, target)).AssertAllCopied();
        Dump.AssertEqual(expected, await target.DumpAsync(table));

        (await ProductCopy.CopyAsync(source, target, new CopyOptions { Limit = CopyOptions.LimitFor(7) })).AssertAllCopied();
        Dump.AssertEqual(expected, await target.DumpAsync(table));
    }

    private static Task<TestDatabase> MakeAsync(TestServer server, IReadOnlyList<TestTable> tables)
    {
        server.Need();
        return server.CreateAsync([.. tables]);
    }
}
