using PidMigration.Conversion;
using PidMigration.Copying;
using PidMigration.Database.Tests.BadInput;
using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Servers;
using PidMigration.Findings;
using PidMigration.Planning;

namespace PidMigration.Database.Tests.Unseen;

/// <summary>What PostgreSQL does by itself depends on who we are: with the right to the replica role, or without it.</summary>
public sealed class PostgreSqlTriggerTests
{
    private const string Note =
        "CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO seen VALUES (TG_OP); RETURN NEW; END $$; ";
    private const string Page =
        "CREATE TABLE page (id int PRIMARY KEY, title varchar(50)); CREATE TABLE seen (what text);";

    private static readonly PostgreSqlServer Server = new();

    [Theory]
    [InlineData("AFTER TRUNCATE ON page FOR EACH STATEMENT", true)]
    [InlineData("BEFORE INSERT ON page FOR EACH ROW", true)]
    [InlineData("AFTER INSERT ON page FOR EACH STATEMENT", true)]
    [InlineData("AFTER DELETE ON page FOR EACH ROW", false)]
    [InlineData("AFTER UPDATE OF title ON page FOR EACH ROW", false)]
    public async Task A_plain_users_copy_fires_ordinary_triggers(string trigger, bool fires)
    {
        await using var scene = await Scene.MakeAsync(
            Server,
            Page + "INSERT INTO page VALUES (1, 'a');",
            Server,
            Page
                + "INSERT INTO page VALUES (9, 'old');"
                + Note
                + $"CREATE TRIGGER noted {trigger} EXECUTE FUNCTION note();"
        );
        await using var user = await scene.MakeUserAsync("ALL");
        scene.By(target: user.Address.UrlOf(scene.Target.Name));
        if (fires)
            await scene.RefusesAsync("PID1215", ["'noted'", "public.page"], null, "page");
        await scene.HoldsAsync("SELECT id FROM page;", "9");
        await scene.CopyAsync(
            new CopyOptions { Allow = fires ? new AllowedChanges(["FireTriggers"]) : AllowedChanges.None },
            "page"
        );
        await scene.HoldsAsync("SELECT count(*) > 0 FROM seen;", fires ? "t" : "f");
        // A superuser's session has them off.
        scene.By();
        await scene.Target.RunAsync("DELETE FROM seen; UPDATE page SET title = 'b'; DELETE FROM seen;");
        await scene.CopyAsync(null, "page");
        await scene.HoldsAsync("SELECT count(*) FROM seen;", "0");
        // One that is disabled fires for nobody.
        await scene.Target.RunAsync("ALTER TABLE page DISABLE TRIGGER noted;");
        scene.By(target: user.Address.UrlOf(scene.Target.Name));
        await scene.CopyAsync(null, "page");
        await scene.HoldsAsync("SELECT count(*) FROM seen;", "0");
    }

    [Fact]
    public async Task Without_the_right_to_truncate_deletes_fire()
    {
        await using var scene = await Scene.MakeAsync(
            Server,
            Page,
            Server,
            Page
                + "INSERT INTO page VALUES (9, 'old');"
                + Note
                + "CREATE TRIGGER noted AFTER DELETE ON page FOR EACH ROW EXECUTE FUNCTION note();"
        );
        await using var user = await scene.MakeUserAsync("ALL");
        scene.By(target: user.Address.UrlOf(scene.Target.Name));
        await scene.Target.RunAsync($"REVOKE TRUNCATE ON page FROM {user.Address.User};");
        await scene.RefusesAsync("PID1215", ["'noted'", "deleted"], null, "page");
        await scene.RefusesClearAsync("PID1215", "'noted'");
        await scene.HoldsAsync("SELECT id FROM page;", "9");
    }

    [Fact]
    public async Task A_trigger_of_a_partition_is_its_tables()
    {
        const string Log =
            "CREATE TABLE log (id int PRIMARY KEY) PARTITION BY RANGE (id); CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM (0) TO (10); CREATE TABLE seen (what text);";
        await using var scene = await Scene.MakeAsync(
            Server,
            Log + "INSERT INTO log VALUES (1);",
            Server,
            Log
                + Note
                + "CREATE TRIGGER noted BEFORE INSERT ON log_1 FOR EACH ROW EXECUTE FUNCTION note(); ALTER TABLE log_1 ENABLE ALWAYS TRIGGER noted;"
        );
        await scene.RefusesAsync("PID1215", ["'noted'", "log"], null, "log");
    }

    [Fact]
    public async Task A_rule_is_a_trigger_to_what_it_rewrites()
    {
        await using var scene = await Scene.MakeAsync(
            Server,
            Page,
            Server,
            Page
                + "INSERT INTO page VALUES (9, 'old'); CREATE RULE kept AS ON DELETE TO page DO INSTEAD NOTHING; ALTER TABLE page ENABLE ALWAYS RULE kept;"
        );
        await scene.RefusesSyncAsync("PID1215", ["'kept'"], "page");
        await scene.HoldsAsync("SELECT id FROM page;", "9");
    }

    [Fact]
    public async Task A_column_that_a_trigger_fills_stays_as_it_is_with_a_word()
    {
        const string Filled =
            "CREATE TABLE page (id int PRIMARY KEY, title text, words tsvector); CREATE TRIGGER filled BEFORE INSERT OR UPDATE ON page FOR EACH ROW EXECUTE FUNCTION tsvector_update_trigger(words, 'pg_catalog.english', title);";
        await using var scene = await Scene.MakeAsync(
            Server,
            "CREATE TABLE page (id int PRIMARY KEY, title text); INSERT INTO page VALUES (1, 'red apples');",
            Server,
            Filled
        );
        var told = Assert.Single(await scene.CopyAsync(), f => f.Code == "PID1224");
        Assert.Contains("'filled'", told.Message, StringComparison.Ordinal);
        Assert.Contains("'words'", told.Message, StringComparison.Ordinal);
        await scene.HoldsAsync("SELECT words IS NULL FROM page;", "t");
        Assert.Contains(await scene.FindAsync(), f => f is { Code: "PID1224", Severity: FindingSeverity.Warning });
        // Allowed to a user in whose session it is on, it does its work.
        await using var user = await scene.MakeUserAsync("ALL");
        scene.By(target: user.Address.UrlOf(scene.Target.Name));
        await scene.CopyAsync(new CopyOptions { Allow = new AllowedChanges(["FireTriggers"]) });
        await scene.HoldsAsync("SELECT words FROM page;", "'appl':2 'red':1");
    }

    [Fact]
    public async Task Looking_fires_nothing()
    {
        await using var scene = await Scene.MakeAsync(
            Server,
            Page + "INSERT INTO page VALUES (1, 'a');",
            Server,
            Page
                + Note
                + "CREATE TRIGGER one AFTER INSERT ON page FOR EACH STATEMENT EXECUTE FUNCTION note(); CREATE TRIGGER two AFTER DELETE ON page FOR EACH STATEMENT EXECUTE FUNCTION note();"
        );
        await using var user = await scene.MakeUserAsync("ALL");
        scene.By(target: user.Address.UrlOf(scene.Target.Name));
        await scene.RefusesAsync("PID1215", ["'one'"], null, "page");
        await scene.HoldsAsync("SELECT count(*) FROM seen;", "0");
    }

    [Fact]
    public async Task Keys_of_single_partitions_are_known()
    {
        const string Plain =
            "CREATE TABLE par (id int PRIMARY KEY, n text); CREATE TABLE pt (id int, r text, v text, PRIMARY KEY (id, r)) PARTITION BY LIST (r); CREATE TABLE pt_a PARTITION OF pt FOR VALUES IN ('a'); CREATE TABLE pt_d PARTITION OF pt DEFAULT;";
        await using var scene = await Scene.MakeAsync(
            Server,
            Plain + "INSERT INTO par VALUES (1, 'x'); INSERT INTO pt VALUES (1, 'a', 'x');",
            Server,
            Plain
                + """
                CREATE TABLE tp (id int, r text, par int, PRIMARY KEY (id, r)) PARTITION BY LIST (r);
                CREATE TABLE tp_a PARTITION OF tp FOR VALUES IN ('a'); CREATE TABLE tp_d PARTITION OF tp DEFAULT;
                ALTER TABLE tp_a ADD FOREIGN KEY (par) REFERENCES par ON DELETE CASCADE;
                CREATE TABLE rp (id int PRIMARY KEY, x int, r text, FOREIGN KEY (x, r) REFERENCES pt_a ON DELETE CASCADE);
                INSERT INTO par VALUES (1, 'old'), (3, 'z'); INSERT INTO tp VALUES (1, 'a', 1), (2, 'a', 3), (3, 'q', 77);
                INSERT INTO pt VALUES (1, 'a', 'x'), (2, 'a', 'z'); INSERT INTO rp VALUES (1, 1, 'a'), (2, 2, 'a');
                """
        );
        await using var user = await scene.MakeUserAsync("ALL");
        scene.By(target: user.Address.UrlOf(scene.Target.Name));
        await scene.RefusesAsync("PID1510", ["tp"], null, "par");
        await scene.RefusesAsync("PID1510", ["rp"], null, "pt");
        await scene.RefusesSyncAsync("PID1806", ["tp"], "par");
        await scene.RefusesSyncAsync("PID1806", ["rp"], "pt");
        await scene.HoldsAsync("SELECT (SELECT count(*) FROM tp), (SELECT count(*) FROM rp);", "3|2");
    }

    [Theory, InlineData("CASCADE"), InlineData("SET NULL")]
    public async Task Rows_that_would_follow_an_update_are_not_changed(string action)
    {
        var tables =
            $"CREATE TABLE us (id int PRIMARY KEY, k int UNIQUE, v text); CREATE TABLE usc (id int PRIMARY KEY, k int REFERENCES us (k) ON UPDATE {action});";
        await using var scene = await Scene.MakeAsync(
            Server,
            tables + "INSERT INTO us VALUES (1, 20, 'a'), (2, 30, 'new');",
            Server,
            tables + "INSERT INTO us VALUES (1, 10, 'a'), (2, 30, 'old'); INSERT INTO usc VALUES (1, 10), (2, 30);"
        );
        await using var user = await scene.MakeUserAsync("ALL");
        scene.By(target: user.Address.UrlOf(scene.Target.Name));
        await scene.RefusesSyncAsync("PID1807", ["usc"], "us");
        await scene.HoldsAsync("SELECT id, k FROM usc ORDER BY id;", "1|10", "2|30");
        // Another column of such a row may change.
        await scene.Source.RunAsync("UPDATE us SET k = 10 WHERE id = 1;");
        Assert.Equal(1L, (await ProductCompare.SyncAsync(scene.Session, null, null, "us"))["us"].Updated);
        await scene.HoldsAsync("SELECT v FROM us WHERE id = 2;", "new");
        // Where keys are off, what then points nowhere is told.
        scene.By();
        await scene.Source.RunAsync("UPDATE us SET k = 50 WHERE id = 1;");
        await scene.RefusesSyncAsync("PID1603", ["usc"], "us");
    }

    [Theory, InlineData("CASCADE"), InlineData("SET NULL")]
    public async Task Rows_that_would_follow_a_delete_are_not_lost(string action)
    {
        var tables =
            $"CREATE TABLE parent (id int PRIMARY KEY); CREATE TABLE child (id int PRIMARY KEY, parent_id int REFERENCES parent ON DELETE {action});";
        await using var scene = await Scene.MakeAsync(
            Server,
            tables + "INSERT INTO parent VALUES (1);",
            Server,
            tables + "INSERT INTO parent VALUES (1), (2); INSERT INTO child VALUES (10, 2);"
        );
        await using var user = await scene.MakeUserAsync("ALL");
        scene.By(target: user.Address.UrlOf(scene.Target.Name));
        await scene.RefusesAsync("PID1510", ["child"], null, "parent");
        await scene.RefusesSyncAsync("PID1806", ["child"], "parent");
        await using (var run = await scene.Session.PrepareClearAsync(["parent"], TestContext.Current.CancellationToken))
        {
            var refused = await Assert.ThrowsAsync<Failures.MigrationException>(() =>
                run.RunAsync(run.Plans, true, AllowedChanges.None, TestContext.Current.CancellationToken)
            );
            Assert.Equal("PID1510", refused.Code);
        }

        await scene.HoldsAsync("SELECT id, parent_id FROM child;", "10|2");
        // Cleared together, nothing is left to follow.
        await scene.CopyAsync();
        await scene.HoldsAsync("SELECT (SELECT count(*) FROM parent), (SELECT count(*) FROM child);", "1|0");
    }
}
