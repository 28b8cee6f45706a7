using PidMigration.Conversion;
using PidMigration.Copying;
using PidMigration.Database.Tests.BadInput;
using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Servers;
using PidMigration.Findings;
using PidMigration.Planning;

namespace PidMigration.Database.Tests.Pitfalls;

/// <summary>Never fewer rows, never more: what a server hides, gives twice, or keeps elsewhere.</summary>
public sealed class HiddenRowsTests
{
    private const string Documents = """
        CREATE TABLE document (id bigint PRIMARY KEY, title varchar(40) NOT NULL);
        CREATE TABLE invoice (amount numeric(10,2) NOT NULL, PRIMARY KEY (id)) INHERITS (document);
        """;

    private const string Filled =
        Documents
        + "INSERT INTO document VALUES (1, 'letter'); INSERT INTO invoice (id, title, amount) VALUES (2, 'a', "
        + "10), (3, 'b', 20.5);";

    private static readonly PostgreSqlServer PostgreSql = new();

    [Theory, MemberData(nameof(OneToOneTests.Targets), MemberType = typeof(OneToOneTests))]
    public async Task A_parent_table_is_copied_without_the_rows_of_its_children(TestServer into)
    {
        await using var pair = await ScriptedPair.MakeAsync(
            PostgreSql,
            Filled,
            into,
            into is PostgreSqlServer
                ? Documents
                : "CREATE TABLE document (id bigint PRIMARY KEY, title varchar(40) NOT NULL); CREATE TABLE "
                    + "invoice (id bigint PRIMARY KEY, title varchar(40) NOT NULL, amount decimal(10,2) NOT NULL);"
        );
        await pair.CopyAsync();
        await pair.HoldsAsync($"SELECT id FROM {Only(into)}document ORDER BY id;", "1");
        await pair.HoldsAsync("SELECT id FROM invoice ORDER BY id;", "2", "3");
        Assert.Empty(await ProductCompare.FindAsync(pair.Source, pair.Target));
        var counts = new List<(string, long, long?)>();
        await foreach (var count in pair.Session.CountAsync([], TestContext.Current.CancellationToken))
            counts.Add((count.Model, count.Source, count.Target));
        Assert.Equal([("document", 1L, 1L), ("invoice", 2L, 2L)], counts.Order());
    }

    [Fact]
    public async Task A_parent_table_is_cleared_and_synced_without_the_rows_of_its_children()
    {
        await using var pair = await ScriptedPair.MakeAsync(
            PostgreSql,
            Filled,
            PostgreSql,
            Documents
                + "INSERT INTO document VALUES (1, 'old'), (5, 'extra'); INSERT INTO invoice (id, title, "
                + "amount) VALUES (2, 'a', 1), (3, 'b', 2);"
        );
        await ProductCompare.SyncAsync(pair.Session, null, null, "document");
        await pair.HoldsAsync("SELECT id, title FROM ONLY document ORDER BY id;", "1|letter");
        await pair.HoldsAsync("SELECT id, amount FROM invoice ORDER BY id;", "2|1.00", "3|2.00");
        await pair.CopyAsync(null, "document");
        await pair.ClearAsync(AllowedChanges.None, "document");
        await pair.HoldsAsync("SELECT count(*) FROM ONLY document;", "0");
        await pair.HoldsAsync("SELECT id, amount FROM invoice ORDER BY id;", "2|1.00", "3|2.00");
    }

    [Fact]
    public async Task Partitions_form_one_model()
    {
        const string Parted =
            "CREATE TABLE log (id int PRIMARY KEY) PARTITION BY RANGE (id); CREATE TABLE log_1 PARTITION OF "
            + "log FOR VALUES FROM (0) TO (10); CREATE TABLE log_2 PARTITION OF log FOR VALUES FROM (10) TO (20);";
        await using var pair = await ScriptedPair.MakeAsync(
            PostgreSql,
            Parted + "INSERT INTO log VALUES (1), (11);",
            PostgreSql,
            Parted + "INSERT INTO log VALUES (2);"
        );
        await pair.CopyAsync();
        await pair.HoldsAsync("SELECT id FROM log ORDER BY id;", "1", "11");
        Assert.Equal(
            ["log"],
            (await pair.Session.GetModelsAsync(TestContext.Current.CancellationToken)).Select(m => m.Name)
        );
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Row_security_hides_nothing(bool atTarget)
    {
        const string Table = "CREATE TABLE note (id int PRIMARY KEY, ward text);";
        const string Secured =
            "ALTER TABLE note ENABLE ROW LEVEL SECURITY; CREATE POLICY own_ward ON note USING (ward = 'north');";
        const string Rows = "INSERT INTO note VALUES (1, 'north'), (2, 'south'), (3, 'north');";
        await using var pair = await ScriptedPair.MakeAsync(
            PostgreSql,
            Table + Rows + (atTarget ? "" : Secured),
            PostgreSql,
            Table + "INSERT INTO note VALUES (9, 'south');" + (atTarget ? Secured : "")
        );
        var secured = atTarget ? pair.Target : pair.Source;
        await using var user = await pair.MakeUserAsync();
        var url = user.Address.UrlOf(secured.Name);
        pair.By(atTarget ? null : url, atTarget ? url : null);
        await pair.RefusesAsync("PID1306", ["note", "own_ward"]);
        await pair.RefusesSyncAsync("PID1306", ["note", "own_ward"]);
        var counted = await Assert.ThrowsAsync<Failures.MigrationException>(async () =>
        {
            await foreach (var count in pair.Session.CountAsync([], TestContext.Current.CancellationToken))
                Assert.NotNull(count);
        });
        Assert.Equal("PID1309", counted.Code);
        await pair.HoldsAsync("SELECT id FROM note;", "9");
        // The owner isn't held by it, until it is forced upon him; a superuser never is.
        pair.By();
        await pair.CopyAsync();
        await pair.HoldsAsync("SELECT count(*) FROM note;", "3");
    }

    [Fact]
    public async Task Row_security_without_a_policy_hides_all_and_forced_it_binds_the_owner()
    {
        await using var pair = await ScriptedPair.MakeAsync(
            PostgreSql,
            "CREATE TABLE note (id int PRIMARY KEY); INSERT INTO note VALUES (1);",
            PostgreSql,
            "CREATE TABLE note (id int PRIMARY KEY);"
        );
        await using var user = await pair.MakeUserAsync();
        await pair.Source.RunAsync(
            $"ALTER TABLE note OWNER TO {user.Address.User}; ALTER TABLE note ENABLE ROW LEVEL SECURITY;"
        );
        pair.By(user.Address.UrlOf(pair.Source.Name));
        await pair.CopyAsync();
        await pair.HoldsAsync("SELECT count(*) FROM note;", "1");
        await pair.Source.RunAsync("ALTER TABLE note FORCE ROW LEVEL SECURITY;");
        await pair.RefusesAsync("PID1306", ["public.note"]);
    }

    [Fact]
    public async Task A_column_without_the_right_to_read_is_reported()
    {
        const string Member = "CREATE TABLE member (id int PRIMARY KEY, name varchar(40) NOT NULL, phone varchar(20));";
        await using (
            var pair = await ScriptedPair.MakeAsync(
                PostgreSql,
                Member + "INSERT INTO member VALUES (1, 'Anna', '555');",
                PostgreSql,
                Member
            )
        )
        {
            await using var user = await pair.MakeUserAsync("");
            await pair.Source.RunAsync($"GRANT SELECT (id, name) ON member TO {user.Address.User};");
            pair.By(user.Address.UrlOf(pair.Source.Name));
            await pair.RefusesAsync("PID1307", ["'phone'", "member"]);
            await pair.RefusesSyncAsync("PID1307", ["'phone'"]);
            await pair.HoldsAsync("SELECT count(*) FROM member;", "0");
        }

        foreach (var server in (MySqlFamilyServer[])[new MariaDbServer(), new MySqlServer()])
        {
            if (server.Missing is not null)
                continue;
            await using var pair = await ScriptedPair.MakeAsync(
                server,
                Member + "INSERT INTO member VALUES (1, 'Anna', '555');",
                PostgreSql,
                Member
            );
            await using var user = await MySqlUser.MakeAsync(server.Address, pair.Source);
            await pair.Source.RunAsync($"GRANT SELECT (id, name) ON member TO {user.Address.User};");
            pair.By(user.Address.UrlOf(pair.Source.Name));
            await pair.RefusesAsync("PID1307", ["'phone'", "member"]);
            // That there may be more tables can't be told either.
            Assert.Contains(await pair.FindAsync(), f => f.Code == "PID1226");
            await pair.HoldsAsync("SELECT count(*) FROM member;", "0");
            // Where the target lacks it, too, there is still a column that nobody is shown.
            await pair.Target.RunAsync("ALTER TABLE member DROP COLUMN phone;");
            await pair.RefusesAsync("PID1310", ["member"]);
            await pair.Source.RunAsync($"GRANT SELECT (phone) ON member TO {user.Address.User};");
            await pair.RefusesAsync("PID1203", ["'phone'"]);
            await pair.Source.RunAsync($"GRANT SELECT ON {server.Quote(pair.Source.Name)}.* TO {user.Address.User};");
            await pair.Target.RunAsync("ALTER TABLE member ADD COLUMN phone varchar(20);");
            Assert.DoesNotContain(await pair.FindAsync(), f => f.Code is "PID1226" or "PID1307");
            await pair.CopyAsync();
            await pair.HoldsAsync("SELECT phone FROM member;", "555");
        }
    }

    [Fact]
    public async Task A_systems_history_is_left_out_with_a_warning_and_cleared_row_by_row()
    {
        var server = new MariaDbServer();
        await using var pair = await ScriptedPair.MakeAsync(
            server,
            "CREATE TABLE rate (id int PRIMARY KEY, percent int) WITH SYSTEM VERSIONING; INSERT INTO rate "
                + "VALUES (1, 19), (2, 7); UPDATE rate SET percent = 16 WHERE id = 1; DELETE FROM rate WHERE "
                + "id = 2; INSERT INTO rate VALUES (3, 5);",
            server,
            "CREATE TABLE rate (id int PRIMARY KEY, percent int) WITH SYSTEM VERSIONING; INSERT INTO rate "
                + "VALUES (9, 1);"
        );
        var told = Assert.Single(await pair.CopyAsync(), f => f.Code == "PID1221");
        Assert.Equal((FindingSeverity.Warning, 2L), (told.Severity, told.Rows));
        await pair.HoldsAsync("SELECT id, percent FROM rate ORDER BY id;", "1\t16", "3\t5");
        Assert.Empty(await ProductCompare.FindAsync(pair.Source, pair.Target));
        await pair.ClearAsync(AllowedChanges.None);
        await pair.HoldsAsync("SELECT COUNT(*) FROM rate;", "0");
    }

    [Fact]
    public async Task Period_columns_are_not_compared()
    {
        var server = new MariaDbServer();
        const string Versioned =
            "CREATE TABLE rate (id int PRIMARY KEY, percent int, since timestamp(6) GENERATED ALWAYS AS ROW "
            + "START, until timestamp(6) GENERATED ALWAYS AS ROW END, PERIOD FOR SYSTEM_TIME (since, "
            + "until)) WITH SYSTEM VERSIONING;";
        await using var pair = await ScriptedPair.MakeAsync(
            server,
            Versioned + "INSERT INTO rate (id, percent) VALUES (1, 19);",
            server,
            Versioned
        );
        await pair.CopyAsync();
        Assert.Empty(await ProductCompare.FindAsync(pair.Source, pair.Target));
    }

    [Fact]
    public async Task A_table_without_columns_is_refused()
    {
        await using var pair = await ScriptedPair.MakeAsync(
            PostgreSql,
            "CREATE TABLE nothing (); INSERT INTO nothing DEFAULT VALUES;",
            PostgreSql,
            "CREATE TABLE nothing ();"
        );
        await pair.RefusesAsync("PID1222", ["nothing"]);
        await pair.RefusesSyncAsync("PID1222", ["nothing"]);
        var counts = new List<long?>();
        await foreach (var count in pair.Session.CountAsync([], TestContext.Current.CancellationToken))
            counts.AddRange([count.Source, count.Target]);
        Assert.Equal([1L, 0L], counts);
    }

    [Fact]
    public async Task A_key_generated_by_the_server_is_not_data()
    {
        var server = new MySqlServer();
        const string Log = "CREATE TABLE log (sensor varchar(20) NOT NULL, reading double);";
        const string Rows = "INSERT INTO log VALUES ('a', 1.5), ('a', 1.5), ('b', NULL);";
        await using (
            var pair = await ScriptedPair.MakeAsync(
                server,
                "SET SESSION sql_generate_invisible_primary_key = ON;" + Log + Rows,
                PostgreSql,
                "CREATE TABLE log (sensor varchar(20) NOT NULL, reading double precision);"
            )
        )
        {
            Assert.Empty(await pair.CopyAsync());
            await pair.HoldsAsync("SELECT * FROM log ORDER BY sensor;", "a|1.5", "a|1.5", "b|");
            Assert.Empty(await ProductCompare.FindAsync(pair.Source, pair.Target));
            await pair.Target.RunAsync(
                "UPDATE log SET reading = 2 WHERE ctid = (SELECT min(ctid) FROM log WHERE sensor = 'a');"
            );
            await ProductCompare.SyncAsync(pair.Session);
            await pair.HoldsAsync("SELECT * FROM log ORDER BY sensor;", "a|1.5", "a|1.5", "b|");
        }

        await using var back = await ScriptedPair.MakeAsync(
            PostgreSql,
            "CREATE TABLE log (sensor varchar(20) NOT NULL, reading double precision);" + Rows,
            server,
            "SET SESSION sql_generate_invisible_primary_key = ON;" + Log
        );
        Assert.Empty(await back.CopyAsync());
        await back.HoldsAsync("SELECT sensor, reading FROM log ORDER BY sensor;", "a\t1.5", "a\t1.5", "b\tNULL");
        Assert.Empty(await ProductCompare.FindAsync(back.Source, back.Target));
    }

    private static string Only(TestServer server) => server is PostgreSqlServer ? "ONLY " : "";
}
