using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Counters;

/// <summary>Where the target doesn't count at all, the user is told, once per column, and only if it matters.</summary>
public sealed class Counters_that_the_target_lacks
{
    public static TheoryData<TestServer> Sources =>
        [new PostgreSqlServer(), new MariaDbServer(), new MySqlServer(), new SqliteServer()];

    [Theory, MemberData(nameof(Sources), DisableDiscoveryEnumeration = true)]
    public async Task SQLite_without_AUTOINCREMENT_is_reported(TestServer from)
    {
        from.Need();
        await using var source = await from.CreateAsync();
        await using var target = await new SqliteServer().CreateAsync();
        var way = KeyGeneration.Of(from)[0];
        foreach (var table in (string[])["ahead", "level"])
            await source.RunAsync(
                way.Define(table) + string.Concat(Enumerable.Repeat($"INSERT INTO {table} (note) VALUES ('x');\n", 5))
            );
        await source.RunAsync("DELETE FROM ahead WHERE id > 3;");
        // The word alone makes no AUTOINCREMENT.
        await target.RunAsync(
            "CREATE TABLE ahead (id INTEGER PRIMARY KEY /* no AUTOINCREMENT */, note text); CREATE TABLE "
                + "level (id INTEGER PRIMARY KEY, note text);"
        );
        (await ProductCopy.CopyAsync(source, target)).AssertAllCopied();
        var (raised, remarks) = await ProductCopy.RaiseWithRemarksAsync(ProductCopy.Between(source, target));
        Assert.Empty(raised);
        var remark = Assert.Single(remarks);
        Assert.Matches("ahead\\.id: .*up to 5, .*up to 3, .*AUTOINCREMENT", remark);
    }

    [Fact]
    public async Task A_source_sequence_is_reported_where_the_target_has_no_sequences()
    {
        var from = new PostgreSqlServer();
        from.Need();
        await using var source = await from.CreateAsync();
        await using var target = await new SqliteServer().CreateAsync();
        await source.RunAsync(SequenceSql.PlainTable("ticket") + SequenceSql.Create(from, "hibernate_sequence"));
        await target.RunAsync(SequenceSql.PlainTable("ticket"));
        await SequenceSql.DrawAsync(source, "hibernate_sequence", 40);
        var (_, remarks) = await ProductCopy.RaiseWithRemarksAsync(ProductCopy.Between(source, target));
        Assert.Matches("hibernate_sequence .*up to 40", Assert.Single(remarks));
    }
}
