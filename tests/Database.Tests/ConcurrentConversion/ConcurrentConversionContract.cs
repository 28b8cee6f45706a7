using PidMigration.Comparing;
using PidMigration.Conversion;
using PidMigration.Copying;
using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.ConcurrentConversion;

/// <summary>
/// One table, copied by four workers at once, of which every column is converted in several steps: each value arrives
/// in its own row, round after round. The target's own client tells, by the key.
/// </summary>
public abstract class ConcurrentConversionContract<TFrom, TInto>
    where TFrom : TestServer, new()
    where TInto : TestServer, new()
{
    private const int Rows = 100_000;
    private const int Workers = 4;
    private const int Rounds = 10;

    private readonly TFrom _from = new();
    private readonly TInto _into = new();

    [Fact]
    public async Task Every_value_arrives_in_its_own_row()
    {
        _from.Need();
        _into.Need();
        var columns = ConvertedColumns.Of(_from, _into);
        await using var source = await _from.CreateAsync();
        await using var target = await _into.CreateAsync();
        await source.RunAsync(
            $"CREATE TABLE w (id integer NOT NULL PRIMARY KEY, "
                + $"{string.Join(", ", columns.Select(c => $"{c.Name} {c.From}"))});\n"
                + ConvertedColumns.Fill(_from, Rows, columns)
        );
        await target.RunAsync(
            $"CREATE TABLE w (id integer NOT NULL PRIMARY KEY, "
                + $"{string.Join(", ", columns.Select(c => $"{c.Name} {c.Into}"))});"
        );
        var allow = new AllowedChanges(columns.SelectMany(c => c.Allow.Select(a => $"w.{c.Name}={a}")));
        var wrongValues = columns.Select(c => $"SUM(CASE WHEN {c.Arrives} THEN 0 ELSE 1 END)");
        var check = $"SELECT {string.Join(", ", wrongValues)}, COUNT(*) FROM w;";
        for (var round = 1; round <= Rounds; round++)
        {
            (
                await ProductCopy.CopyAsync(source, target, new CopyOptions { ThrottleLimit = Workers, Allow = allow })
            ).AssertAllCopied();
            var wrong = (await target.LinesAsync(check))[^1].Split('\t', '|').Select(n => long.Parse(n, null)).ToList();
            Assert.Equal(
                (round, string.Join("; ", columns.Select(c => $"{c.Name}: 0"))),
                (round, string.Join("; ", columns.Select((c, i) => $"{c.Name}: {wrong[i]}")))
            );
            Assert.Equal(Rows, wrong[^1]);
        }

        // It is no test of several workers where one did it all.
        Assert.Equal(Workers - 1, await target.NumberAsync("SELECT MAX(part) FROM pidmigration_ledger;"));
        var (results, _) = await ProductCompare.CompareAsync(source, target, new CompareOptions { Allow = allow });
        Assert.Equal((CompareStatus.Equal, (long)Rows), (results[0].Status, results[0].Equal));
    }
}

public sealed class Workers_from_Sqlite_to_PostgreSql : ConcurrentConversionContract<SqliteServer, PostgreSqlServer>;

public sealed class Workers_from_Sqlite_to_MariaDb : ConcurrentConversionContract<SqliteServer, MariaDbServer>;

public sealed class Workers_from_Sqlite_to_MySql : ConcurrentConversionContract<SqliteServer, MySqlServer>;

public sealed class Workers_from_PostgreSql_to_PostgreSql
    : ConcurrentConversionContract<PostgreSqlServer, PostgreSqlServer>;

public sealed class Workers_from_PostgreSql_to_MariaDb : ConcurrentConversionContract<PostgreSqlServer, MariaDbServer>;

public sealed class Workers_from_PostgreSql_to_MySql : ConcurrentConversionContract<PostgreSqlServer, MySqlServer>;

public sealed class Workers_from_MariaDb_to_PostgreSql : ConcurrentConversionContract<MariaDbServer, PostgreSqlServer>;

public sealed class Workers_from_MariaDb_to_MySql : ConcurrentConversionContract<MariaDbServer, MySqlServer>;
