using PidMigration.Comparing;
using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Contracts;

/// <summary>
/// Keys that the two sides hold in different forms: what is missing, extra and changed is found all the same, and
/// repaired.
/// </summary>
public sealed class CompareKeysTests
{
    private static readonly string[] Uuids =
    [
        "00000000-0000-0000-0000-000000000000",
        "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9",
        "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8fa",
        "0a1b2c3d-4e5f-7071-0293-a4b5c6d7e8f9",
        "99999999-0000-4000-8000-000000000000",
        "a0000000-0000-4000-8000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
    ];

    [Theory]
    [InlineData("char(36)")]
    [InlineData("char(32)")]
    [InlineData("varchar(36)")]
    [InlineData("uuid")]
    public async Task PostgreSql_UUID_keys_are_compared_in_MariaDb(string type) =>
        await UuidsAsync(new PostgreSqlServer(), "uuid", new MariaDbServer(), type);

    [Theory]
    [InlineData("char(36)")]
    [InlineData("char(32)")]
    public async Task MySql_UUID_keys_are_compared_in_PostgreSql(string type) =>
        await UuidsAsync(new MySqlServer(), type, new PostgreSqlServer(), "uuid");

    [Fact]
    public async Task Interval_keys_are_compared_with_microseconds()
    {
        TestServer from = new PostgreSqlServer(),
            into = new MariaDbServer();
        from.Need();
        into.Need();
        await using var source = await from.CreateAsync();
        await using var target = await into.CreateAsync();
        await source.RunAsync("CREATE TABLE lasted (id interval PRIMARY KEY, name varchar(20));");
        await target.RunAsync("CREATE TABLE lasted (id bigint PRIMARY KEY, name varchar(20));");
        await source.RunAsync(
            "INSERT INTO lasted VALUES ('1 second', 'a'), ('10 seconds', 'b'), ('9 seconds', 'c'), ('1 "
                + "day', 'd'), ('-1 hour', 'e'), ('0.000001 seconds', 'f');"
        );
        (await ProductCopy.CopyAsync(source, target)).AssertAllCopied();
        Assert.Empty(await ProductCompare.FindAsync(source, target));
        await target.RunAsync(
            "DELETE FROM lasted WHERE id = 9000000; UPDATE lasted SET name = 'x' WHERE id = 10000000; "
                + "INSERT INTO lasted VALUES (5, 'extra');"
        );

        var (results, _) = await ProductCompare.CompareAsync(source, target);
        Assert.Equal((4L, 2L, 2L), (results[0].Equal, results[0].Missing, results[0].Extra));
        await ProductCompare.SyncAsync(source, target);
        Assert.Empty(await ProductCompare.FindAsync(source, target));
        Assert.Equal(6, await target.NumberAsync("SELECT COUNT(*) FROM lasted;"));
    }

    private static async Task UuidsAsync(TestServer from, string type, TestServer into, string intoType)
    {
        from.Need();
        into.Need();
        await using var source = await from.CreateAsync();
        await using var target = await into.CreateAsync();
        await source.RunAsync($"CREATE TABLE named (id {type} PRIMARY KEY, name varchar(20));");
        await target.RunAsync($"CREATE TABLE named (id {intoType} PRIMARY KEY, name varchar(20));");
        await source.RunAsync(
            $"INSERT INTO named VALUES {string.Join(", ", Uuids.Select((u, i) => $"('{Held(u, type)}', 'name {i}')"))};"
        );
        (await ProductCopy.CopyAsync(source, target)).AssertAllCopied();
        Assert.Empty(await ProductCompare.FindAsync(source, target));
        await target.RunAsync(
            $"DELETE FROM named WHERE id = '{Held(Uuids[0], intoType)}'; DELETE FROM named WHERE id = "
                + $"'{Held(Uuids[5], intoType)}'; "
                + $"UPDATE named SET name = 'x' WHERE id = '{Held(Uuids[2], intoType)}'; INSERT INTO named "
                + $"VALUES ('{Held("0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f8", intoType)}', 'extra');"
        );

        var found = await ProductCompare.FindAsync(source, target);
        Assert.Equal(
            ["Changed", "Extra", "Missing", "Missing"],
            found.Select(f => f.Split('/')[2]).Order(StringComparer.Ordinal)
        );
        Assert.All(
            found.Where(f => f.Contains("Changed", StringComparison.Ordinal)),
            f =>
                Assert.Equal(
                    Uuids[2].Replace("-", "", StringComparison.Ordinal),
                    f.Split('/')[1].Replace("-", "", StringComparison.Ordinal)
                )
        );
        var results = await ProductCompare.SyncAsync(source, target);
        Assert.Equal(
            (2L, 1L, 1L),
            (results.Values.Single().Inserted, results.Values.Single().Updated, results.Values.Single().Deleted)
        );
        Assert.Empty(await ProductCompare.FindAsync(source, target));
        Assert.Equal(Uuids.Length, await target.NumberAsync("SELECT COUNT(*) FROM named;"));
    }

    private static string Held(string uuid, string type) =>
        type is "char(32)" ? uuid.Replace("-", "", StringComparison.Ordinal) : uuid;
}
