using PidMigration.Conversion;
using PidMigration.Copying;
using PidMigration.Database.Tests.BadInput;
using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Servers;
using PidMigration.Findings;
using PidMigration.Planning;

namespace PidMigration.Database.Tests.Pitfalls;

/// <summary>
/// What PostgreSQL does by itself depends on who we are: with the right to the replica role, or without it.
/// </summary>
public sealed class PostgreSqlTriggerTests
{
    private const string Note =
        "CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO seen VALUES "
        + "(TG_OP); RETURN NEW; END $$; ";
    private const string Page =
        "CREATE TABLE page (id int PRIMARY KEY, title varchar(50)); CREATE TABLE seen (what text);";

    private static readonly PostgreSqlServer Server = new();

    [Theory]
    [InlineData("AFTER TRUNCATE ON page FOR EACH STATEMENT", true)]
    [InlineData("BEFORE INSERT ON page FOR EACH ROW", true)]
    [InlineData("AFTER INSERT ON page FOR EACH STATEMENT", true)]
    [InlineData("AFTER DELETE ON page FOR EACH ROW", false)]
    [InlineData("AFTER UPDATE OF title ON page FOR EACH ROW", false)]
    public async Task A_copy_without_replication_rights_fires_ordinary_triggers(string trigger, bool fires)
    {
        await using var pair = await ScriptedPair.MakeAsync(
            Server,
            Page + "INSERT INTO page VALUES (1, 'a');",
            Server,
            Page
                + "INSERT INTO page VALUES (9, 'old');"
                + Note
                + $"CREATE TRIGGER noted {trigger} EXECUTE FUNCTION note();"
        );
        await using var user = await pair.MakeUserAsync("ALL");
        pair.By(target: user.Address.UrlOf(pair.Target.Name));
        if (fires)
            await pair.RefusesAsync("PID1215", ["'noted'", "public.page"], null, "page");
        await pair.HoldsAsync("SELECT id FROM page;", "9");
        await pair.CopyAsync(
            new CopyOptions { Allow = fires ? new AllowedChanges(["FireTriggers"]) : AllowedChanges.None },
            "page"
        );
        await pair.HoldsAsync("SELECT count(*) > 0 FROM seen;", fires ? "t" : "f");
        // A superuser's session has them off.
        pair.By();
        await pair.Target.RunAsync("DELETE FROM seen; UPDATE page SET title = 'b'; DELETE FROM seen;");
        await pair.CopyAsync(null, "page");
        await pair.HoldsAsync("SELECT count(*) FROM seen;", "0");
        // One that is disabled fires for nobody.
        await pair.Target.RunAsync("ALTER TABLE page DISABLE TRIGGER noted;");
        pair.By(target: user.Address.UrlOf(pair.Target.Name));
        await pair.CopyAsync(null, "page");
        await pair.HoldsAsync("SELECT count(*) FROM seen;", "0");
    }

    [Fact]
    public async Task A_copy_without_the_right_to_truncate_fires_delete_triggers()
    {
        await using var pair = await ScriptedPair.MakeAsync(
            Server,
            Page,
            Server,
            Page
                + "INSERT INTO page VALUES (9, 'old');"
                + Note
                + "CREATE TRIGGER noted AFTER DELETE ON page FOR EACH ROW EXECUTE FUNCTION note();"
        );
        await using var user = await pair.MakeUserAsync("ALL");
        pair.By(target: user.Address.UrlOf(pair.Target.Name));
        await pair.Target.RunAsync($"REVOKE TRUNCATE ON page FROM {user.Address.User};");
        await pair.RefusesAsync("PID1215", ["'noted'", "deleted"], null, "page");
        await pair.RefusesClearAsync("PID1215", "'noted'");
        await pair.HoldsAsync("SELECT id FROM page;", "9");
    }

    [Fact]
    public async Task A_trigger_of_a_partition_counts_for_its_table()
    {
        const string Log =
            "CREATE TABLE log (id int PRIMARY KEY) PARTITION BY RANGE (id); CREATE TABLE log_1 PARTITION OF "
            + "log FOR VALUES FROM (0) TO (10); CREATE TABLE seen (what text);";
        await using var pair = await ScriptedPair.MakeAsync(
            Server,
            Log + "INSERT INTO log VALUES (1);",
            Server,
            Log
                + Note
                + "CREATE TRIGGER noted BEFORE INSERT ON log_1 FOR EACH ROW EXECUTE FUNCTION note(); ALTER "
                + "TABLE log_1 ENABLE ALWAYS TRIGGER noted;"
        );
        await pair.RefusesAsync("PID1215", ["'noted'", "log"], null, "log");
    }

    [Fact]
    public async Task A_rewrite_rule_counts_as_a_trigger()
    {
        await using var pair = await ScriptedPair.MakeAsync(
            Server,
            Page,
            Server,
            Page
                + "INSERT INTO page VALUES (9, 'old'); CREATE RULE kept AS ON DELETE TO page DO INSTEAD "
                + "NOTHING; ALTER TABLE page ENABLE ALWAYS RULE kept;"
        );
        await pair.RefusesSyncAsync("PID1215", ["'kept'"], "page");
        await pair.HoldsAsync("SELECT id FROM page;", "9");
    }

    [Fact]
    public async Task A_column_filled_by_a_trigger_is_kept_with_a_warning()
    {
        const string Filled =
            "CREATE TABLE page (id int PRIMARY KEY, title text, words tsvector); CREATE TRIGGER filled "
            + "BEFORE INSERT OR UPDATE ON page FOR EACH ROW EXECUTE FUNCTION "
            + "tsvector_update_trigger(words, 'pg_catalog.english', title);";
        await using var pair = await ScriptedPair.MakeAsync(
            Server,
            "CREATE TABLE page (id int PRIMARY KEY, title text); INSERT INTO page VALUES (1, 'red apples');",
            Server,
            Filled
        );
        var told = Assert.Single(await pair.CopyAsync(), f => f.Code == "PID1224");
        Assert.Contains("'filled'", told.Message, StringComparison.Ordinal);
        Assert.Contains("'words'", told.Message, StringComparison.Ordinal);
        await pair.HoldsAsync("SELECT words IS NULL FROM page;", "t");
        Assert.Contains(await pair.FindAsync(), f => f is { Code: "PID1224", Severity: FindingSeverity.Warning });
        // Allowed to a user in whose session it is on, it does its work.
        await using var user = await pair.MakeUserAsync("ALL");
        pair.By(target: user.Address.UrlOf(pair.Target.Name));
        await pair.CopyAsync(new CopyOptions { Allow = new AllowedChanges(["FireTriggers"]) });
        await pair.HoldsAsync("SELECT words FROM page;", "'appl':2 'red':1");
    }

    [Fact]
    public async Task Reading_fires_no_trigger()
    {
        await using var pair = await ScriptedPair.MakeAsync(
            Server,
            Page + "INSERT INTO page VALUES (1, 'a');",
            Server,
            Page
                + Note
                + "CREATE TRIGGER one AFTER INSERT ON page FOR EACH STATEMENT EXECUTE FUNCTION note(); CREATE "
                + "TRIGGER two AFTER DELETE ON page FOR EACH STATEMENT EXECUTE FUNCTION note();"
        );
        await using var user = await pair.MakeUserAsync("ALL");
        pair.By(target: user.Address.UrlOf(pair.Target.Name));
        await pair.RefusesAsync("PID1215", ["'one'"], null, "page");
        await pair.HoldsAsync("SELECT count(*) FROM seen;", "0");
    }

    [Fact]
    public async Task Keys_of_single_partitions_are_found()
    {
        const string Plain =
            "CREATE TABLE par (id int PRIMARY KEY, n text); CREATE TABLE pt (id int, r text, v text, "
            + "PRIMARY KEY (id, r)) PARTITION BY LIST (r); CREATE TABLE pt_a PARTITION OF pt FOR VALUES "
            + "IN ('a'); CREATE TABLE pt_d PARTITION OF pt DEFAULT;";
        await using var pair = await ScriptedPair.MakeAsync(
            Server,
            Plain + "INSERT INTO par VALUES (1, 'x'); INSERT INTO pt VALUES (1, 'a', 'x');",
            Server,
            Plain
                + """
                CREATE TABLE tp (id int, r text, par int, PRIMARY KEY (id, r)) PARTITION BY LIST (r);
                CREATE TABLE tp_a PARTITION OF tp FOR VALUES IN ('a'); CREATE TABLE tp_d PARTITION OF tp DEFAULT;
                ALTER TABLE tp_a ADD FOREIGN KEY (par) REFERENCES par ON DELETE CASCADE;
                CREATE TABLE rp (id int PRIMARY KEY, x int, r text, FOREIGN KEY (x, r) REFERENCES pt_a
                    ON DELETE CASCADE);
                INSERT INTO par VALUES (1, 'old'), (3, 'z'); INSERT INTO tp
                    VALUES (1, 'a', 1), (2, 'a', 3), (3, 'q', 77);
                INSERT INTO pt VALUES (1, 'a', 'x'), (2, 'a', 'z'); INSERT INTO rp VALUES (1, 1, 'a'), (2, 2, 'a');
                """
        );
        await using var user = await pair.MakeUserAsync("ALL");
        pair.By(target: user.Address.UrlOf(pair.Target.Name));
        await pair.RefusesAsync("PID1510", ["tp"], null, "par");
        await pair.RefusesAsync("PID1510", ["rp"], null, "pt");
        await pair.RefusesSyncAsync("PID1806", ["tp"], "par");
        await pair.RefusesSyncAsync("PID1806", ["rp"], "pt");
        await pair.HoldsAsync("SELECT (SELECT count(*) FROM tp), (SELECT count(*) FROM rp);", "3|2");
    }

    [Theory, InlineData("CASCADE"), InlineData("SET NULL")]
    public async Task Rows_that_would_cascade_with_an_update_are_not_changed(string action)
    {
        var tables =
            $"CREATE TABLE us (id int PRIMARY KEY, k int UNIQUE, v text); CREATE TABLE usc (id int PRIMARY "
            + $"KEY, k int REFERENCES us (k) ON UPDATE {action});";
        await using var pair = await ScriptedPair.MakeAsync(
            Server,
            tables + "INSERT INTO us VALUES (1, 20, 'a'), (2, 30, 'new');",
            Server,
            tables + "INSERT INTO us VALUES (1, 10, 'a'), (2, 30, 'old'); INSERT INTO usc VALUES (1, 10), (2, 30);"
        );
        await using var user = await pair.MakeUserAsync("ALL");
        pair.By(target: user.Address.UrlOf(pair.Target.Name));
        await pair.RefusesSyncAsync("PID1807", ["usc"], "us");
        await pair.HoldsAsync("SELECT id, k FROM usc ORDER BY id;", "1|10", "2|30");
        // Another column of such a row may change.
        await pair.Source.RunAsync("UPDATE us SET k = 10 WHERE id = 1;");
        Assert.Equal(1L, (await ProductCompare.SyncAsync(pair.Session, null, null, "us"))["us"].Updated);
        await pair.HoldsAsync("SELECT v FROM us WHERE id = 2;", "new");
        // Where keys are off, what then points nowhere is told.
        pair.By();
        await pair.Source.RunAsync("UPDATE us SET k = 50 WHERE id = 1;");
        await pair.RefusesSyncAsync("PID1603", ["usc"], "us");
    }

    [Theory, InlineData("CASCADE"), InlineData("SET NULL")]
    public async Task Rows_that_would_cascade_with_a_delete_are_not_lost(string action)
    {
        var tables =
            $"CREATE TABLE parent (id int PRIMARY KEY); CREATE TABLE child (id int PRIMARY KEY, parent_id "
            + $"int REFERENCES parent ON DELETE {action});";
        await using var pair = await ScriptedPair.MakeAsync(
            Server,
            tables + "INSERT INTO parent VALUES (1);",
            Server,
            tables + "INSERT INTO parent VALUES (1), (2); INSERT INTO child VALUES (10, 2);"
        );
        await using var user = await pair.MakeUserAsync("ALL");
        pair.By(target: user.Address.UrlOf(pair.Target.Name));
        await pair.RefusesAsync("PID1510", ["child"], null, "parent");
        await pair.RefusesSyncAsync("PID1806", ["child"], "parent");
        await using (var run = await pair.Session.PrepareClearAsync(["parent"], TestContext.Current.CancellationToken))
        {
            var refused = await Assert.ThrowsAsync<Failures.MigrationException>(() =>
                run.RunAsync(run.Plans, true, AllowedChanges.None, TestContext.Current.CancellationToken)
            );
            Assert.Equal("PID1510", refused.Code);
        }

        await pair.HoldsAsync("SELECT id, parent_id FROM child;", "10|2");
        // Cleared together, nothing is left to follow.
        await pair.CopyAsync();
        await pair.HoldsAsync("SELECT (SELECT count(*) FROM parent), (SELECT count(*) FROM child);", "1|0");
    }
}
