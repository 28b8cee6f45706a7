using FsCheck;
using FsCheck.Fluent;
using PidMigration.Copying;
using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Reading;
using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Properties;

/// <summary>
/// Random rows over random schemas: what the target's own client reads is what the source's own client reads.
/// </summary>
public sealed class RandomTableTests
{
    private const int Cases = 12;

    [Fact]
    public void Random_tables_arrive_unchanged_from_PostgreSql_in_MariaDb() =>
        Hold(new PostgreSqlServer(), new MariaDbServer());

    [Fact]
    public void Random_tables_arrive_unchanged_from_MariaDb_in_PostgreSql() =>
        Hold(new MariaDbServer(), new PostgreSqlServer());

    [Fact]
    public void Random_tables_arrive_unchanged_from_PostgreSql_in_Sqlite() =>
        Hold(new PostgreSqlServer(), new SqliteServer());

    [Fact]
    public void Random_tables_arrive_unchanged_from_Sqlite_in_MariaDb() =>
        Hold(new SqliteServer(), new MariaDbServer());

    private static void Hold(TestServer from, TestServer into)
    {
        from.Need();
        into.Need();
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(Cases).WithEndSize(30),
            Prop.ForAll(
                Arb.From(RandomTable.Generator),
                random => Task.Run(() => CopyAsync(from, into, random)).GetAwaiter().GetResult()
            )
        );
    }

    private static async Task<bool> CopyAsync(TestServer from, TestServer into, RandomTable random)
    {
        await using var source = await from.CreateAsync(random.Table);
        await using var target = await into.CreateAsync(random.Table);
        if (random.Rows.Length > 0)
            await source.FillAsync(random.Table, random.Rows);
        var options = new CopyOptions { Limit = CopyOptions.LimitFor(1 + random.Rows.Length / 3) };
        (await ProductCopy.CopyAsync(source, target, options)).AssertAllCopied();
        Dump.AssertEqual(await source.DumpAsync(random.Table), await target.DumpAsync(random.Table));
        return true;
    }
}
