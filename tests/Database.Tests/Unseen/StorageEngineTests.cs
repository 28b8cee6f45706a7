using PidMigration.Conversion;
using PidMigration.Copying;
using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Servers;
using PidMigration.Failures;
using PidMigration.Findings;
using PidMigration.Planning;

namespace PidMigration.Database.Tests.Unseen;

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
    public async Task They_are_refused_unless_allowed_by_name(MySqlFamilyServer into, string engine)
    {
        await using var scene = await Scene.MakeAsync(
            From,
            "CREATE TABLE hit (id int PRIMARY KEY, url varchar(50)); INSERT INTO hit VALUES (1, 'a');",
            into,
            $"CREATE TABLE hit (id int PRIMARY KEY, url varchar(50)) ENGINE={engine}; INSERT INTO hit VALUES (9, 'old');"
        );
        await scene.RefusesAsync("PID1219", ["hit", engine, "NoRollback"]);
        await scene.RefusesSyncAsync("PID1219", ["hit", "NoRollback"]);
        await scene.HoldsAsync("SELECT id FROM hit;", "9");
        Assert.Contains(
            await scene.CopyAsync(Allowed),
            f => f is { Code: "PID1219", Severity: FindingSeverity.Warning }
        );
        await scene.HoldsAsync("SELECT id, url FROM hit;", "1\ta");
        // Comparing writes nothing.
        Assert.Empty(await ProductCompare.FindAsync(scene.Source, scene.Target));
        // What was added to rows that were there couldn't be told from them.
        var refused = await Assert.ThrowsAsync<MigrationException>(() =>
            scene.CopyAsync(Allowed with { Since = new SinceValue(0) })
        );
        Assert.Equal("PID1403", refused.Code);
        Assert.Contains("hit", refused.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_breaks_off_begins_anew_and_no_row_is_there_twice(MySqlFamilyServer into, string engine)
    {
        await using var scene = await MakeAsync(into, engine);
        // A row that the target refuses in the middle of a batch: what came before it stays, and is told so.
        await scene.Target.RunAsync("ALTER TABLE hit ADD UNIQUE (url);");
        await scene.Source.RunAsync("UPDATE hit SET url = 'row 3205' WHERE id = 3210;");
        var options = Allowed with { SkipPreflight = true };
        var outcome = await ProductCopy.CopyAsync(scene.Session, options, [], null);
        Assert.Equal((CopyStatus.Failed, "PID1611"), (outcome["hit"].Status, outcome.Errors["hit"].Code));
        Assert.NotEqual("0", (await scene.Target.LinesAsync("SELECT COUNT(*) FROM hit;"))[0]);
        await scene.Source.RunAsync("UPDATE hit SET url = 'short' WHERE id = 3210;");
        Assert.Null(await ResumeAsync(scene, options));
        await AssertWholeAsync(scene);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_is_stopped_begins_anew(MySqlFamilyServer into, string engine)
    {
        await using var scene = await MakeAsync(into, engine);
        var left = 3;
        await ProductCopy.CopyAsync(
            scene.Session,
            Allowed,
            [],
            (e, stop) =>
            {
                if (e is CopyEvent.Committed && --left == 0)
                    stop.Cancel();
            }
        );
        Assert.InRange(await scene.Target.NumberAsync("SELECT COUNT(*) FROM hit;"), 500, Rows - 1);
        Assert.Null(await ResumeAsync(scene, Allowed));
        await AssertWholeAsync(scene);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_broken_connection_is_got_over(MySqlFamilyServer into, string engine)
    {
        await using var scene = await MakeAsync(into, engine);
        var left = 4;
        (
            await ProductCopy.CopyAsync(
                scene.Session,
                Allowed,
                [],
                (e, _) =>
                {
                    if (e is not CopyEvent.Committed || --left != 0)
                        return;
                    foreach (
                        var id in scene
                            .Target.LinesAsync(
                                "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID() AND command <> 'Sleep';"
                            )
                            .GetAwaiter()
                            .GetResult()
                    )
                        scene
                            .Target.RunAsync($"KILL {id};")
                            .ContinueWith(t => t.Exception, TaskScheduler.Default)
                            .GetAwaiter()
                            .GetResult();
                }
            )
        ).AssertAllCopied();
        await AssertWholeAsync(scene);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Refused_rows_are_collected_and_all_others_are_there_once(MySqlFamilyServer into, string engine)
    {
        await using var scene = await MakeAsync(into, engine);
        await scene.Source.RunAsync("UPDATE hit SET url = repeat('x', 60) WHERE id IN (7, 1500, 4999);");
        var path = Path.Combine(Path.GetTempPath(), scene.Source.Name + ".jsonl");
        using (var rejects = new RejectsFile(path))
        {
            var outcome = await ProductCopy.CopyAsync(
                scene.Session,
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
        await scene.HoldsAsync(
            "SELECT COUNT(*), COUNT(DISTINCT id), SUM(id IN (7, 1500, 4999)) FROM hit;",
            $"{Rows - 3}\t{Rows - 3}\t0"
        );
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task As_sources_they_are_told_to_be_of_no_instant(MySqlFamilyServer server, string engine)
    {
        await using var scene = await Scene.MakeAsync(
            server,
            $"CREATE TABLE hit (id int PRIMARY KEY, url varchar(50)) ENGINE={engine}; INSERT INTO hit VALUES (1, 'a');",
            From,
            "CREATE TABLE hit (id int PRIMARY KEY, url varchar(50));"
        );
        Assert.Contains(
            await scene.CopyAsync(),
            f =>
                f is { Code: "PID1220", Severity: FindingSeverity.Warning }
                && f.Message.Contains(engine, StringComparison.OrdinalIgnoreCase)
        );
        await scene.HoldsAsync("SELECT id, url FROM hit;", "1|a");
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task They_are_repaired_when_that_is_allowed(MySqlFamilyServer into, string engine)
    {
        await using var scene = await MakeAsync(into, engine);
        await scene.CopyAsync(Allowed);
        await scene.Target.RunAsync(
            "UPDATE hit SET url = 'odd' WHERE id = 5; DELETE FROM hit WHERE id = 6; INSERT INTO hit VALUES (-1, 'extra');"
        );
        var result = (await ProductCompare.SyncAsync(scene.Session, new() { Allow = Allowed.Allow }))["hit"];
        Assert.Equal((1L, 1L, 1L), (result.Inserted, result.Updated, result.Deleted));
        await AssertWholeAsync(scene);
    }

    [Fact]
    public async Task A_table_without_rows_of_its_own_is_no_model()
    {
        const string Tables =
            "CREATE TABLE m1 (id int) ENGINE=MyISAM; CREATE TABLE m2 (id int) ENGINE=MyISAM; INSERT INTO m1 VALUES (1); INSERT INTO m2 VALUES (2); CREATE TABLE mg (id int) ENGINE=MERGE UNION=(m1, m2) INSERT_METHOD=LAST;";
        foreach (var server in (MySqlFamilyServer[])[new MariaDbServer(), new MySqlServer()])
        {
            await using var scene = await Scene.MakeAsync(server, Tables, server, Tables);
            Assert.Contains(
                await scene.FindAsync(Allowed),
                f => f.Code == "PID1228" && f.Message.Contains("mg", StringComparison.Ordinal)
            );
            Assert.Equal(["m1", "m2"], (await ProductCopy.AllModelsAsync(scene.Session)).Order());
            await scene.CopyAsync(Allowed);
            await scene.HoldsAsync("SELECT id FROM mg ORDER BY id;", "1", "2");
            // What a table swallows was never copied.
            await using var into = await Scene.MakeAsync(
                From,
                "CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t VALUES (1);",
                new MySqlServer(),
                "CREATE TABLE t (id int PRIMARY KEY) ENGINE=BLACKHOLE;"
            );
            await into.RefusesAsync("PID1202", ["t"], Allowed);
        }
    }

    [Fact]
    public async Task A_table_that_a_crash_empties_is_told_of()
    {
        await using var scene = await Scene.MakeAsync(
            From,
            "CREATE TABLE hit (id int PRIMARY KEY);",
            From,
            "CREATE UNLOGGED TABLE hit (id int PRIMARY KEY);"
        );
        Assert.Contains(await scene.CopyAsync(), f => f is { Code: "PID1225", Severity: FindingSeverity.Warning });
    }

    private static async Task<Scene> MakeAsync(MySqlFamilyServer into, string engine) =>
        await Scene.MakeAsync(
            From,
            $"CREATE TABLE hit (id int PRIMARY KEY, url varchar(60)); INSERT INTO hit SELECT n, 'row ' || n FROM generate_series(1, {Rows}) n;",
            into,
            $"CREATE TABLE hit (id int PRIMARY KEY, url varchar(50)) ENGINE={engine};"
        );

    private static Task<MigrationException?> ResumeAsync(Scene scene, CopyOptions options) =>
        ProductCopy.ResumeAsync(scene.Session, options, null);

    private static async Task AssertWholeAsync(Scene scene)
    {
        await scene.HoldsAsync("SELECT COUNT(*), COUNT(DISTINCT id) FROM hit;", $"{Rows}\t{Rows}");
        Assert.Empty(await ProductCompare.FindAsync(scene.Source, scene.Target));
    }
}
