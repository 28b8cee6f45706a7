using PidMigration.Conversion;
using PidMigration.Copying;
using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Servers;
using PidMigration.Failures;
using PidMigration.Findings;
using PidMigration.Planning;

namespace PidMigration.Database.Tests.Pitfalls;

/// <summary>Tables that roll nothing back: refused, or written so that it holds all the same.</summary>
public sealed class StorageEngineTests
{
    private const int Rows = 5000;

    private static readonly PostgreSqlServer From = new();

    private static readonly CopyOptions Allowed = new()
    {
        Allow = new AllowedChanges(["NoRollback"]),
        Limit = CopyOptions.LimitFor(500),
        RetryDelay = TimeSpan.FromMilliseconds(10),
    };

    public static IEnumerable<TheoryDataRow<MySqlFamilyServer, string>> Engines =>
        [
            new(new MariaDbServer(), "MyISAM"),
            new(new MariaDbServer(), "Aria"),
            new(new MariaDbServer(), "MEMORY"),
            new(new MySqlServer(), "MyISAM"),
            new(new MySqlServer(), "MEMORY"),
        ];

    [Theory, MemberData(nameof(Engines))]
    public async Task Tables_without_transactions_are_refused_unless_allowed(MySqlFamilyServer into, string engine)
    {
        await using var pair = await ScriptedPair.MakeAsync(
            From,
            "CREATE TABLE hit (id int PRIMARY KEY, url varchar(50)); INSERT INTO hit VALUES (1, 'a');",
            into,
            $"CREATE TABLE hit (id int PRIMARY KEY, url varchar(50)) ENGINE={engine}; INSERT INTO hit "
                + $"VALUES (9, 'old');"
        );
        await pair.RefusesAsync("PID1219", ["hit", engine, "NoRollback"]);
        await pair.RefusesSyncAsync("PID1219", ["hit", "NoRollback"]);
        await pair.HoldsAsync("SELECT id FROM hit;", "9");
        Assert.Contains(
            await pair.CopyAsync(Allowed),
            f => f is { Code: "PID1219", Severity: FindingSeverity.Warning }
        );
        await pair.HoldsAsync("SELECT id, url FROM hit;", "1\ta");
        // Comparing writes nothing.
        Assert.Empty(await ProductCompare.FindAsync(pair.Source, pair.Target));
        // What was added to rows that were there couldn't be told from them.
        var refused = await Assert.ThrowsAsync<MigrationException>(() =>
            pair.CopyAsync(Allowed with { Since = new SinceValue(0) })
        );
        Assert.Equal("PID1403", refused.Code);
        Assert.Contains("hit", refused.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_interrupted_load_starts_over_and_doubles_no_row(MySqlFamilyServer into, string engine)
    {
        await using var pair = await MakeAsync(into, engine);
        // A row that the target refuses in the middle of a batch: what came before it stays, and is told so.
        await pair.Target.RunAsync("ALTER TABLE hit ADD UNIQUE (url);");
        await pair.Source.RunAsync("UPDATE hit SET url = 'row 3205' WHERE id = 3210;");
        var options = Allowed with { SkipPreflight = true };
        var outcome = await ProductCopy.CopyAsync(pair.Session, options, [], null);
        Assert.Equal((CopyStatus.Failed, "PID1611"), (outcome["hit"].Status, outcome.Errors["hit"].Code));
        Assert.NotEqual("0", (await pair.Target.LinesAsync("SELECT COUNT(*) FROM hit;"))[0]);
        await pair.Source.RunAsync("UPDATE hit SET url = 'short' WHERE id = 3210;");
        Assert.Null(await ResumeAsync(pair, options));
        await AssertWholeAsync(pair);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_stopped_load_starts_over(MySqlFamilyServer into, string engine)
    {
        await using var pair = await MakeAsync(into, engine);
        var left = 3;
        await ProductCopy.CopyAsync(
            pair.Session,
            Allowed,
            [],
            (e, stop) =>
            {
                if (e is CopyEvent.Committed && --left == 0)
                    stop.Cancel();
            }
        );
        Assert.InRange(await pair.Target.NumberAsync("SELECT COUNT(*) FROM hit;"), 500, Rows - 1);
        Assert.Null(await ResumeAsync(pair, Allowed));
        await AssertWholeAsync(pair);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_load_recovers_from_a_broken_connection(MySqlFamilyServer into, string engine)
    {
        await using var pair = await MakeAsync(into, engine);
        var left = 4;
        (
            await ProductCopy.CopyAsync(
                pair.Session,
                Allowed,
                [],
                (e, _) =>
                {
                    if (e is not CopyEvent.Committed || --left != 0)
                        return;
                    foreach (
                        var id in pair
                            .Target.LinesAsync(
                                "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id "
                                    + "<> CONNECTION_ID() AND command <> 'Sleep';"
                            )
                            .GetAwaiter()
                            .GetResult()
                    )
                        pair.Target.RunAsync($"KILL {id};")
                            .ContinueWith(t => t.Exception, TaskScheduler.Default)
                            .GetAwaiter()
                            .GetResult();
                }
            )
        ).AssertAllCopied();
        await AssertWholeAsync(pair);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Refused_rows_are_collected_and_all_others_arrive_once(MySqlFamilyServer into, string engine)
    {
        await using var pair = await MakeAsync(into, engine);
        await pair.Source.RunAsync("UPDATE hit SET url = repeat('x', 60) WHERE id IN (7, 1500, 4999);");
        var path = Path.Combine(Path.GetTempPath(), pair.Source.Name + ".jsonl");
        using (var rejects = new RejectsFile(path))
        {
            var outcome = await ProductCopy.CopyAsync(
                pair.Session,
                Allowed with
                {
                    SkipPreflight = true,
                    Rejects = rejects,
                },
                [],
                null
            );
            Assert.Equal(
                (CopyStatus.Partial, Rows - 3L, 3L),
                (outcome["hit"].Status, outcome["hit"].Rows, outcome["hit"].Rejected)
            );
        }

        File.Delete(path);
        await pair.HoldsAsync(
            "SELECT COUNT(*), COUNT(DISTINCT id), SUM(id IN (7, 1500, 4999)) FROM hit;",
            $"{Rows - 3}\t{Rows - 3}\t0"
        );
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Source_tables_without_snapshots_are_reported(MySqlFamilyServer server, string engine)
    {
        await using var pair = await ScriptedPair.MakeAsync(
            server,
            $"CREATE TABLE hit (id int PRIMARY KEY, url varchar(50)) ENGINE={engine}; INSERT INTO hit VALUES (1, 'a');",
            From,
            "CREATE TABLE hit (id int PRIMARY KEY, url varchar(50));"
        );
        Assert.Contains(
            await pair.CopyAsync(),
            f =>
                f is { Code: "PID1220", Severity: FindingSeverity.Warning }
                && f.Message.Contains(engine, StringComparison.OrdinalIgnoreCase)
        );
        await pair.HoldsAsync("SELECT id, url FROM hit;", "1|a");
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Tables_without_transactions_are_synced_when_allowed(MySqlFamilyServer into, string engine)
    {
        await using var pair = await MakeAsync(into, engine);
        await pair.CopyAsync(Allowed);
        await pair.Target.RunAsync(
            "UPDATE hit SET url = 'odd' WHERE id = 5; DELETE FROM hit WHERE id = 6; INSERT INTO hit VALUES "
                + "(-1, 'extra');"
        );
        var result = (await ProductCompare.SyncAsync(pair.Session, new() { Allow = Allowed.Allow }))["hit"];
        Assert.Equal((1L, 1L, 1L), (result.Inserted, result.Updated, result.Deleted));
        await AssertWholeAsync(pair);
    }

    [Fact]
    public async Task A_table_without_rows_of_its_own_is_not_a_model()
    {
        const string Tables =
            "CREATE TABLE m1 (id int) ENGINE=MyISAM; CREATE TABLE m2 (id int) ENGINE=MyISAM; INSERT INTO m1 "
            + "VALUES (1); INSERT INTO m2 VALUES (2); CREATE TABLE mg (id int) ENGINE=MERGE UNION=(m1, "
            + "m2) INSERT_METHOD=LAST;";
        foreach (var server in (MySqlFamilyServer[])[new MariaDbServer(), new MySqlServer()])
        {
            await using var pair = await ScriptedPair.MakeAsync(server, Tables, server, Tables);
            Assert.Contains(
                await pair.FindAsync(Allowed),
                f => f.Code == "PID1228" && f.Message.Contains("mg", StringComparison.Ordinal)
            );
            Assert.Equal(["m1", "m2"], (await ProductCopy.AllModelsAsync(pair.Session)).Order());
            await pair.CopyAsync(Allowed);
            await pair.HoldsAsync("SELECT id FROM mg ORDER BY id;", "1", "2");
            // What a table swallows was never copied.
            await using var into = await ScriptedPair.MakeAsync(
                From,
                "CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t VALUES (1);",
                new MySqlServer(),
                "CREATE TABLE t (id int PRIMARY KEY) ENGINE=BLACKHOLE;"
            );
            await into.RefusesAsync("PID1202", ["t"], Allowed);
        }
    }

    [Fact]
    public async Task A_table_that_a_crash_empties_is_reported()
    {
        await using var pair = await ScriptedPair.MakeAsync(
            From,
            "CREATE TABLE hit (id int PRIMARY KEY);",
            From,
            "CREATE UNLOGGED TABLE hit (id int PRIMARY KEY);"
        );
        Assert.Contains(await pair.CopyAsync(), f => f is { Code: "PID1225", Severity: FindingSeverity.Warning });
    }

    private static async Task<ScriptedPair> MakeAsync(MySqlFamilyServer into, string engine) =>
        await ScriptedPair.MakeAsync(
            From,
            $"CREATE TABLE hit (id int PRIMARY KEY, url varchar(60)); INSERT INTO hit SELECT n, 'row ' || n "
                + $"FROM generate_series(1, {Rows}) n;",
            into,
            $"CREATE TABLE hit (id int PRIMARY KEY, url varchar(50)) ENGINE={engine};"
        );

    private static Task<MigrationException?> ResumeAsync(ScriptedPair pair, CopyOptions options) =>
        ProductCopy.ResumeAsync(pair.Session, options, null);

    private static async Task AssertWholeAsync(ScriptedPair pair)
    {
        await pair.HoldsAsync("SELECT COUNT(*), COUNT(DISTINCT id) FROM hit;", $"{Rows}\t{Rows}");
        Assert.Empty(await ProductCompare.FindAsync(pair.Source, pair.Target));
    }
}
