using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Counters;

/// <summary>
/// Sequences that the application's code draws from by their names, as Hibernate's does: no default tells of them.
/// </summary>
public abstract class FreeSequenceContract<TSource, TTarget>
    where TSource : TestServer, new()
    where TTarget : TestServer, new()
{
    private readonly TSource _from = new();
    private readonly TTarget _into = new();

    [Fact]
    public async Task A_sequence_of_the_same_name_is_raised()
    {
        await using var source = await MakeAsync(
            _from,
            SequenceSql.PlainTable("ticket") + SequenceSql.Create(_from, "hibernate_sequence")
        );
        await using var target = await MakeAsync(
            _into,
            SequenceSql.PlainTable("ticket") + SequenceSql.Create(_into, "hibernate_sequence")
        );
        Assert.Equal(40, await SequenceSql.DrawAsync(source, "hibernate_sequence", 40));
        await source.RunAsync(SequenceSql.Rows("ticket", 1, 2, 3));
        (await ProductCopy.CopyAsync(source, target)).AssertAllCopied();
        var (raised, remarks) = await ProductCopy.RaiseWithRemarksAsync(ProductCopy.Between(source, target), "ticket");
        Assert.Equal("hibernate_sequence", Assert.Single(raised).Name);
        Assert.Empty(remarks);
        Assert.Equal(41, await SequenceSql.DrawAsync(target, "hibernate_sequence"));
    }

    [Fact]
    public async Task A_sequence_of_the_same_name_is_raised_when_one_sides_default_uses_it()
    {
        await using var source = await MakeAsync(
            _from,
            SequenceSql.Create(_from, "a_seq")
                + SequenceSql.Create(_from, "b_seq")
                + SequenceSql.Table(_from, "a", "a_seq")
                + SequenceSql.PlainTable("b")
        );
        await using var target = await MakeAsync(
            _into,
            SequenceSql.Create(_into, "a_seq")
                + SequenceSql.Create(_into, "b_seq")
                + SequenceSql.PlainTable("a")
                + SequenceSql.Table(_into, "b", "b_seq")
        );
        await SequenceSql.DrawAsync(source, "a_seq", 20);
        await SequenceSql.DrawAsync(source, "b_seq", 30);
        // Of a, the target's own rows have come further.
        await target.RunAsync(SequenceSql.Rows("a", 70));
        var (raised, remarks) = await ProductCopy.RaiseWithRemarksAsync(ProductCopy.Between(source, target));
        Assert.Equal(["a_seq", "b_seq"], raised.Select(r => r.Name).Order(StringComparer.Ordinal));
        Assert.Empty(remarks);
        Assert.Equal(
            (71, 31),
            (await SequenceSql.DrawAsync(target, "a_seq"), await SequenceSql.DrawAsync(target, "b_seq"))
        );
    }

    [Fact]
    public async Task A_sequence_without_a_namesake_is_reported()
    {
        await using var source = await MakeAsync(
            _from,
            SequenceSql.PlainTable("ticket")
                + SequenceSql.Create(_from, "only_here")
                + SequenceSql.Create(_from, "never_drawn")
        );
        await using var target = await MakeAsync(
            _into,
            SequenceSql.PlainTable("ticket") + SequenceSql.Create(_into, "only_there")
        );
        await SequenceSql.DrawAsync(source, "only_here", 40);
        await SequenceSql.DrawAsync(target, "only_there", 7);
        var (raised, remarks) = await ProductCopy.RaiseWithRemarksAsync(ProductCopy.Between(source, target));
        Assert.Empty(raised);
        Assert.Equal(2, remarks.Count);
        Assert.Contains(
            remarks,
            r => r.Contains("only_here", StringComparison.Ordinal) && r.Contains("40", StringComparison.Ordinal)
        );
        Assert.Contains(remarks, r => r.Contains("only_there", StringComparison.Ordinal));
        Assert.Equal(8, await SequenceSql.DrawAsync(target, "only_there"));
    }

    private static async Task<TestDatabase> MakeAsync(TestServer server, string sql)
    {
        server.Need();
        var database = await server.CreateAsync();
        await database.RunAsync(sql);
        return database;
    }
}

public sealed class Free_counters_from_PostgreSql_to_PostgreSql
    : FreeSequenceContract<PostgreSqlServer, PostgreSqlServer>;

public sealed class Free_counters_from_PostgreSql_to_MariaDb : FreeSequenceContract<PostgreSqlServer, MariaDbServer>;

public sealed class Free_counters_from_MariaDb_to_PostgreSql : FreeSequenceContract<MariaDbServer, PostgreSqlServer>;

public sealed class Free_counters_from_MariaDb_to_MariaDb : FreeSequenceContract<MariaDbServer, MariaDbServer>;
