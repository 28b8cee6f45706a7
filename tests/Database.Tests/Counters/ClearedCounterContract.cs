using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Counters;

/// <summary>Clearing a target, by itself or before a copy, sets no counter back, whichever way it is kept.</summary>
public abstract class ClearedCounterContract<TServer>
    where TServer : TestServer, new()
{
    private readonly TServer _server = new();

    [Fact]
    public async Task Keys_of_cleared_rows_are_not_issued_again()
    {
        _server.Need();
        await using var source = await _server.CreateAsync();
        await using var target = await _server.CreateAsync();
        var ways = KeyGeneration.Of(_server);
        var tables = string.Join("\n", ways.Select(w => w.Define("by_" + w.Name)));
        var insert = string.Join("\n", ways.Select(w => $"INSERT INTO by_{w.Name} (note) VALUES ('new');"));
        await source.RunAsync(tables);
        await target.RunAsync(tables + string.Concat(Enumerable.Repeat("\n" + insert, 9)));

        await ProductCopy.ClearAsync(source, target);
        Assert.All(await KeysAsync(), keys => Assert.Equal("0/0", keys));
        await target.RunAsync(insert);
        Assert.All(await KeysAsync(), keys => Assert.Equal("1/10", keys));
        (await ProductCopy.CopyAsync(source, target)).AssertAllCopied();
        await target.RunAsync(insert);
        Assert.All(await KeysAsync(), keys => Assert.Equal("1/11", keys));

        async Task<IReadOnlyList<string>> KeysAsync() =>
            await target.LinesAsync(
                string.Join(
                    "\n",
                    ways.Select(w =>
                        $"SELECT {_server.Join(["count(*)", "'/'", "coalesce(max(id), 0)"])} FROM by_{w.Name};"
                    )
                )
            );
    }
}

public sealed class Cleared_counters_of_PostgreSql : ClearedCounterContract<PostgreSqlServer>;

public sealed class Cleared_counters_of_MariaDb : ClearedCounterContract<MariaDbServer>;

public sealed class Cleared_counters_of_MySql : ClearedCounterContract<MySqlServer>;

public sealed class Cleared_counters_of_Sqlite : ClearedCounterContract<SqliteServer>;
