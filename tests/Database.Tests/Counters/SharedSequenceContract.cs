using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Counters;

/// <summary>
/// One sequence of the target issues the keys of several tables: it stands beyond those of all of them, whichever model
/// is asked for.
/// </summary>
public abstract class SharedSequenceContract<TSource, TTarget>
    where TSource : TestServer, new()
    where TTarget : TestServer, new()
{
    private readonly TSource _from = new();
    private readonly TTarget _into = new();

    [Fact]
    public async Task A_shared_sequence_is_raised_beyond_the_keys_of_all_its_tables()
    {
        _from.Need();
        _into.Need();
        await using var source = await _from.CreateAsync();
        await using var target = await _into.CreateAsync();
        var own = KeyGeneration.Of(_from)[0];
        await source.RunAsync(
            own.Define("film")
                + own.Define("actor")
                + string.Concat(Enumerable.Repeat("INSERT INTO film (note) VALUES ('f');\n", 5))
                + string.Concat(Enumerable.Repeat("INSERT INTO actor (note) VALUES ('a');\n", 30))
                + "DELETE FROM actor WHERE id > 10;"
        );
        await target.RunAsync(
            SequenceSql.Create(_into, "main_seq")
                + SequenceSql.Table(_into, "film", "main_seq")
                + SequenceSql.Table(_into, "actor", "main_seq")
        );
        (await ProductCopy.CopyAsync(source, target)).AssertAllCopied();

        var raised = Assert.Single(await ProductCopy.RaiseAsync(source, target, "film"));
        Assert.Equal(
            ("main_seq", "Sequence", "film.id actor.id"),
            (raised.Name, raised.Kind, string.Join(' ', raised.Columns.OrderDescending(StringComparer.Ordinal)))
        );
        Assert.Equal("31", await SequenceSql.InsertAsync(target, "film"));

        // What the target made for a table that the source doesn't have.
        await target.RunAsync(SequenceSql.Table(_into, "extra", "main_seq") + SequenceSql.Rows("extra", 500));
        await ProductCopy.RaiseAsync(source, target, "actor");
        Assert.Equal("501", await SequenceSql.InsertAsync(target, "film"));
        Assert.Equal("502", await SequenceSql.InsertAsync(target, "actor"));
    }
}

public sealed class Shared_counters_from_PostgreSql_to_PostgreSql
    : SharedSequenceContract<PostgreSqlServer, PostgreSqlServer>;

public sealed class Shared_counters_from_PostgreSql_to_MariaDb
    : SharedSequenceContract<PostgreSqlServer, MariaDbServer>;

public sealed class Shared_counters_from_MariaDb_to_PostgreSql
    : SharedSequenceContract<MariaDbServer, PostgreSqlServer>;

public sealed class Shared_counters_from_MariaDb_to_MariaDb : SharedSequenceContract<MariaDbServer, MariaDbServer>;

public sealed class Shared_counters_from_MySql_to_PostgreSql : SharedSequenceContract<MySqlServer, PostgreSqlServer>;

public sealed class Shared_counters_from_MySql_to_MariaDb : SharedSequenceContract<MySqlServer, MariaDbServer>;

public sealed class Shared_counters_from_Sqlite_to_PostgreSql : SharedSequenceContract<SqliteServer, PostgreSqlServer>;

public sealed class Shared_counters_from_Sqlite_to_MariaDb : SharedSequenceContract<SqliteServer, MariaDbServer>;
