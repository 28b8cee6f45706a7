using System.Globalization;
using PidDatabase;
using PidDatabase.Data;
using PidMigration.Copying;
using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Reading;
using PidMigration.Database.Tests.Schema;
using PidMigration.Database.Tests.Servers;
using PidMigration.Verifying;

namespace PidMigration.Database.Tests.Contracts;

/// <summary>The whole PID database, moved from one engine to another (or the same).</summary>
public abstract class PidCopyContract<TSource, TTarget>(SharedSources sources)
    where TSource : TestServer, new()
    where TTarget : TestServer, new()
{
    private readonly TSource _from = new();
    private readonly TTarget _into = new();

    private static readonly PidDatabaseOptions New = new() { Empty = true };

    [Fact]
    public async Task Every_cell_arrives_and_every_counter_is_beyond_the_issued_keys()
    {
        _from.Need();
        _into.Need();
        var source = await sources.PidOnAsync(_from);
        await using var target = await SharedSources.MakeAsync(_into, New);
        var session = ProductCopy.Between(source, target);
        var models = await ProductCopy.AllModelsAsync(session);

        var outcome = await ProductCopy.CopyAsync(session, new CopyOptions(), models, null);
        outcome.AssertAllCopied();
        Assert.Equal(models.Order(), outcome.Results.Keys.Order());
        var expected = await source.DumpAsync(PidTables.All);
        Dump.AssertEqual(expected, await target.DumpAsync(PidTables.All));
        Assert.Equal(expected.Count, outcome.Results.Values.Sum(r => r.Rows));
        await foreach (var count in session.CountAsync(models, TestContext.Current.CancellationToken))
            Assert.Equal(CountStatus.Equal, count.Status);

        var before = await IssuedAsync(target);
        var raised = await ProductCopy.RaiseAsync(source, target);
        var after = await IssuedAsync(target);
        foreach (var table in PidContent.Of(SharedSources.Options).Where(t => t.Table.HasCounter))
        {
            var name = table.Table.Name;
            Assert.True(
                after[name] == Math.Max(table.Counter, before[name]),
                $"{name}: the source issued {table.Counter}, the target {before[name]} before and {after[name]} now."
            );
            Assert.Contains(raised, r => r.Name == name + ".id" && r.New == after[name] && r.Old == before[name]);
        }

        var minted = await target.NumberAsync("SELECT last FROM sequences_sequence WHERE name = 'pid_noid';");
        Assert.Equal(await source.NumberAsync("SELECT last FROM sequences_sequence WHERE name = 'pid_noid';"), minted);
        await target.RunAsync(
            $"INSERT INTO pid_extsystem (name, key_field, updated_at) VALUES ('new', 'k', '2020-01-01 00:00:00');"
        );
        Assert.Equal(after["pid_extsystem"] + 1, await target.NumberAsync("SELECT max(id) FROM pid_extsystem;"));
    }

    /// <summary>
    /// The comparison of each model reads the source while the next one is read, and its indexes are built.
    /// </summary>
    [Fact]
    public async Task Small_batches_give_the_same_rows_and_each_model_is_verified_at_once()
    {
        _from.Need();
        _into.Need();
        var source = await sources.PidOnAsync(_from);
        await using var target = await SharedSources.MakeAsync(_into, New);
        string[] models =
        [
            "auth.User",
            "pid.ExtSystem",
            "pid.Proxy",
            "pid.Policy",
            "pid.Domain",
            "contenttypes.ContentType",
            "auth.Permission",
            "auth.Group",
            "pid.Pid",
        ];
        var outcome = await ProductCopy.CopyAsync(
            source,
            target,
            new CopyOptions
            {
                Limit = CopyOptions.LimitFor(7),
                DeferIndexes = IndexDeferral.Always,
                Verify = true,
            },
            models
        );
        outcome.AssertAllCopied();
        string[] names =
        [
            "django_content_type",
            "auth_permission",
            "auth_group",
            "auth_group_permissions",
            "auth_user",
            "auth_user_groups",
            "auth_user_user_permissions",
            "pid_extsystem",
            "pid_proxy",
            "pid_policy",
            "pid_domain",
            "pid_pid",
        ];
        var tables = names.Select(PidTables.Get).ToList();
        var expected = await source.DumpAsync(tables);
        Dump.AssertEqual(expected, await target.DumpAsync(tables));
        // The through tables came with their owners.
        Assert.Equal(names.Length, outcome.Results.Count);
        foreach (var result in outcome.Results.Values)
            Assert.Equal(((result.Rows + 6) / 7, (bool?)true), (result.Batches, result.Verified));
    }

    private static async Task<Dictionary<string, long>> IssuedAsync(TestDatabase database)
    {
        var tables = PidDatabase
            .Schema.PidSchema.Tables.Where(t => t.HasCounter)
            .Select(t => PidTables.Get(t.Name))
            .ToList();
        var lines = await database.LinesAsync(
            string.Join("\n", tables.Select(t => database.Server.LastIssued(t, "id")))
        );
        return tables
            .Zip(lines)
            .ToDictionary(p => p.First.Name, p => long.Parse(p.Second, CultureInfo.InvariantCulture));
    }
}
