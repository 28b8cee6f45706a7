using PidMigration.Copying;
using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Properties;
using PidMigration.Database.Tests.Reading;
using PidMigration.Database.Tests.Schema;
using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Interruptions;

/// <summary>
/// One large table, copied in ranges of its key side by side: stopped, and cut off from its target, again and again;
/// what the ledger says of its ranges is what is there, each time, and in the end every row is.
/// </summary>
public abstract class InterruptedRangesContract<TSource, TTarget>
    where TSource : TestServer, new()
    where TTarget : TestServer, new()
{
    private const int Rows = 80_000;
    private const int Attempts = 8;
    private const int Seed = 6;

    private const string UnfinishedRanges =
        "SELECT COUNT(*) FROM pidmigration_ledger WHERE model <> '' AND written > 0 AND state <> 'Complete';";

    // A key that doesn't count: MariaDB lets only one LOAD DATA at a time into a table whose key does.
    private static readonly TestTable Table = new(
        "a_ranged",
        new TestColumn("id", CellKind.Number) { NotNull = true },
        new TestColumn("note", CellKind.Text, 100)
    )
    {
        Key = ["id"],
    };

    private readonly TSource _from = new();
    private readonly TTarget _into = new();
    private readonly Random _random = new(Seed);
    private int _cuts;

    [Fact]
    public async Task Ranges_that_are_stopped_and_cut_off_repeatedly_end_complete()
    {
        _from.Need();
        _into.Need();
        await using var source = await _from.CreateAsync(Table);
        await using var target = await _into.CreateAsync(Table);
        // Below zero, crowded and thin, and places without any: ranges of different sizes.
        foreach (var some in Enumerable.Range(0, Rows).Chunk(10_000))
            await source.FillAsync(
                Table,
                [
                    .. some.Select(i =>
                        (object?[])
                            [
                                i < 40_000 ? i - 20_000
                                : i < 60_000 ? 30_000 + (i - 40_000) * 2
                                : 100_000 + (i - 60_000),
                                $"{new string('x', _random.Next(60))}{i}",
                            ]
                    ),
                ]
            );

        var concurrentRanges = 0L;
        var ended = false;
        for (var attempt = 0; !ended; attempt++)
        {
            await RandomRound.RunAsync(
                Seed,
                attempt,
                async () =>
                {
                    Assert.InRange(attempt, 0, Attempts);
                    ended = await AttemptAsync(source, target, attempt);
                    Assert.Equal(
                        await target.CountAsync(Table),
                        await target.NumberAsync("SELECT SUM(written) FROM pidmigration_ledger;")
                    );
                    concurrentRanges = Math.Max(concurrentRanges, await target.NumberAsync(UnfinishedRanges));
                }
            );
        }

        Dump.AssertEqual(await source.DumpAsync(Table), await target.DumpAsync(Table));
        Assert.Equal(
            [$"0 Complete {Rows}"],
            await target.LinesAsync(
                $"SELECT {_into.Join(["part", "' '", "state", "' '", "written"])} FROM pidmigration_ledger "
                    + "WHERE model <> '' AND state <> 'Superseded';"
            )
        );
        Assert.True(concurrentRanges > 1, "No two ranges were ever under way.");
        Assert.InRange(_cuts, 5, 100);
    }

    [Fact]
    public async Task A_value_refused_in_one_range_ends_all_ranges_and_is_named()
    {
        _from.Need();
        _into.Need();
        await using var source = await _from.CreateAsync(Table);
        await using var target = await _into.CreateAsync(Table.With("note", c => c with { Length = 50 }));
        foreach (var some in Enumerable.Range(0, Rows).Chunk(10_000))
            await source.FillAsync(
                Table,
                [.. some.Select(i => (object?[])[i, i == 51_234 ? new string('x', 51) : "short"])]
            );
        var options = new CopyOptions
        {
            Limit = CopyOptions.LimitFor(200),
            ThrottleLimit = 3,
            SkipPreflight = true,
        };
        var outcome = await ProductCopy.CopyAsync(source, target, options);
        Assert.Equal(CopyStatus.Failed, outcome["a_ranged"].Status);
        Assert.Contains("51234", outcome.Errors["a_ranged"].Message, StringComparison.Ordinal);
        Assert.Equal(outcome["a_ranged"].Rows, await target.CountAsync(Table));

        // Fixed at the source, the rest follows; and a run that clears it all begins with ranges of its own.
        await source.RunAsync("UPDATE a_ranged SET note = 'mended' WHERE id = 51234;");
        Assert.Null(await ProductCopy.ResumeAsync(ProductCopy.Between(source, target), options, null));
        Dump.AssertEqual(await source.DumpAsync(Table), await target.DumpAsync(Table));
        (await ProductCopy.CopyAsync(source, target, options)).AssertAllCopied();
        Dump.AssertEqual(await source.DumpAsync(Table), await target.DumpAsync(Table));
    }

    /// <summary>
    /// One attempt: cut off from its target some times, which it gets over by itself or not, then stopped; the last one
    /// is left alone.
    /// </summary>
    private async Task<bool> AttemptAsync(TestDatabase source, TestDatabase target, int attempt)
    {
        var (left, events, session) = (_random.Next(2, 20), _random.Next(1, 4), ProductCopy.Between(source, target));
        var options = new CopyOptions
        {
            Limit = CopyOptions.LimitFor(200),
            ThrottleLimit = 3,
            RetryDelay = TimeSpan.FromMilliseconds(20),
            RetryCount = attempt % 3 == 2 ? 0 : 5,
        };
        void Each(CopyEvent e, CancellationTokenSource stop)
        {
            if (attempt == Attempts || e is not CopyEvent.Committed || --left > 0 || events == 0)
                return;
            left = _random.Next(2, 20);
            if (--events == 0)
            {
                stop.Cancel();
                return;
            }

            _cuts++;
            Task.Run(() => CutAsync(target)).GetAwaiter().GetResult();
        }

        if (attempt > 0)
            return await ProductCopy.ResumeAsync(session, options, Each) is null;
        var outcome = await ProductCopy.CopyAsync(session, options, [], Each);
        return outcome.Errors.Count == 0 && outcome["a_ranged"].Status == CopyStatus.Copied;
    }

    /// <summary>Ends all sessions of the target at the server.</summary>
    private async Task CutAsync(TestDatabase target)
    {
        if (_into is PostgreSqlServer)
        {
            await target.RunAsync(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
                    + "AND pid <> pg_backend_pid();"
            );
            return;
        }

        // All by one start of the client: while it starts, the copy continues, and would end before it is cut often
        // enough.
        while (true)
            try
            {
                var ids = await target.LinesAsync(
                    "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID();"
                );
                if (ids.Count > 0)
                    await target.RunAsync(string.Concat(ids.Select(id => $"KILL {id};")));
                return;
            }
            catch (InvalidOperationException e) when (e.Message.Contains("Unknown thread id", StringComparison.Ordinal))
            {
                // One had ended by itself, and those after it were not killed: the rest is listed again.
            }
    }
}

public sealed class Interrupted_ranges_from_PostgreSql_to_MariaDb
    : InterruptedRangesContract<PostgreSqlServer, MariaDbServer>;

public sealed class Interrupted_ranges_from_PostgreSql_to_MySql
    : InterruptedRangesContract<PostgreSqlServer, MySqlServer>;

public sealed class Interrupted_ranges_from_MariaDb_to_PostgreSql
    : InterruptedRangesContract<MariaDbServer, PostgreSqlServer>;

public sealed class Interrupted_ranges_from_Sqlite_to_PostgreSql
    : InterruptedRangesContract<SqliteServer, PostgreSqlServer>;
