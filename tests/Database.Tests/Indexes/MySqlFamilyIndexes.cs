using PidMigration.Database.Tests.BadInput;
using PidMigration.Database.Tests.Servers;
using PidMigration.Databases;

namespace PidMigration.Database.Tests.Indexes;

/// <summary>The same on both servers of the family.</summary>
public abstract class MySqlFamilyIndexes<TServer> : IndexContract<TServer>
    where TServer : MySqlFamilyServer, new()
{
    /// <summary>Keys that only one of the two knows.</summary>
    protected abstract string OwnKeys { get; }

    /// <summary>
    /// SQL that makes a table <c>own</c> of which nothing comes off, and whether it is refused as a whole.
    /// </summary>
    protected abstract string OwnTable { get; }

    protected abstract bool OwnIsRefused { get; }

    protected override string Schema =>
        $$"""
            CREATE TABLE parent (id int PRIMARY KEY, code varchar(20) UNIQUE, name varchar(20));
            CREATE TABLE many (
              id int AUTO_INCREMENT COMMENT 'it''s ), KEY `no` (a' PRIMARY KEY, a int NOT NULL,
                  b varchar(200) DEFAULT 'a\'),(', c varchar(40),
                  d int, e int NOT NULL, f int, g point NOT NULL, w text, x int NOT NULL, j json,
              `odd ``name``, (x)` int, v int AS (a + 1) VIRTUAL,
              {{OwnKeys}} UNIQUE KEY depended (x), UNIQUE KEY nullable (d),
                  UNIQUE KEY not_null (e) COMMENT 'a ''quoted'' \\ "comment",\nwith lines',
                  UNIQUE KEY prefixed (b(7), a),
              KEY zz (a), KEY prefix (b(10), a DESC) COMMENT 'x', KEY `it's ``odd`` (y),` (`odd ``name``, (x)`),
                  KEY hashed (c) USING HASH, KEY tree (c) USING BTREE, KEY sized (a) KEY_BLOCK_SIZE = 8,
              SPATIAL KEY place (g), KEY computed (v), KEY aa (f, a), FULLTEXT KEY words (w),
                  FULLTEXT KEY more_words (w, b),
              CONSTRAINT zk FOREIGN KEY (a) REFERENCES parent (id),
              CONSTRAINT ak FOREIGN KEY (d) REFERENCES parent (id) ON DELETE SET NULL ON UPDATE CASCADE,
              CONSTRAINT self FOREIGN KEY (f) REFERENCES many (id),
              CONSTRAINT own FOREIGN KEY (e) REFERENCES parent (id),
              CONSTRAINT held FOREIGN KEY (x) REFERENCES parent (id),
              FOREIGN KEY (`odd ``name``, (x)`) REFERENCES parent (id),
              CONSTRAINT positive CHECK (a >= 0)
            ) AUTO_INCREMENT = 4711 COMMENT = 'ENGINE=MyISAM), KEY';
            CREATE TABLE child (id int PRIMARY KEY, x int, FOREIGN KEY (x) REFERENCES many (x));
            """;

    protected override string Fill =>
        """
            INSERT INTO parent (id) VALUES (1), (2), (3);
            INSERT INTO many (id, a, b, d, e, g, x) VALUES (1, 1, 'one', 1, 1, ST_GeomFromText('POINT(1 1)'), 1),
                (2, 2, 'two', 2, 2, ST_GeomFromText('POINT(2 1)'), 2);
            """;

    protected override (string Insert, string Index, string Value, string Mend) Double =>
        (
            "INSERT INTO many (id, a, d, e, g, x) VALUES (3, 1, 1, 3, ST_GeomFromText('POINT(1 1)'), 3);",
            "nullable",
            "'1'",
            "DELETE FROM many WHERE id = 3;"
        );

    protected override (string Sql, string Name) Change =>
        ("ALTER TABLE many DROP KEY tree, ADD KEY tree (c, a);", "tree");

    protected override async Task<string> ShowAsync(TestDatabase database) =>
        string.Join(
            "\n",
            await Task.WhenAll(
                (
                    await database.LinesAsync(
                        "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() ORDER BY 1;"
                    )
                ).Select(t => database.RunAsync($"SHOW CREATE TABLE {Server.Quote(t)};"))
            )
        );

    [Fact]
    public async Task A_missing_right_is_found_before_anything_is_dropped()
    {
        await using var database = await MakeAsync();
        var before = await ShowAsync(database);
        await using var user = await MySqlUser.MakeAsync(Server.Address, database);
        await MySqlUser.GrantAsync(database, "SELECT, INSERT, DELETE", user);
        await using (var target = await OpenAsync(AddressParser.Parse(user.Address.UrlOf(database.Name))))
        {
            var list = await target.Indexes.ReadAsync(Many, Stop);
            Assert.Empty(list.Droppable);
            Assert.Contains("ALTER command denied", list.Refusal, StringComparison.Ordinal);
        }

        await MySqlUser.GrantAsync(database, "ALTER, CREATE, REFERENCES", user);
        await using (var target = await OpenAsync(AddressParser.Parse(user.Address.UrlOf(database.Name))))
        {
            var list = (await target.Indexes.ReadAsync(Many, Stop)).Droppable;
            await target.Indexes.DropAsync(Many, list, Stop);
            (await target.Indexes.RestoreAsync(Many, list, Stop)).AssertComplete();
        }

        Assert.Equal(before, await ShowAsync(database));
    }

    [Fact]
    public async Task A_restore_waits_for_what_a_dead_session_still_does()
    {
        await using var database = await MakeAsync();
        var before = await ShowAsync(database);
        await using var target = await OpenAsync(database.Address);
        var list = (await target.Indexes.ReadAsync(Many, Stop)).Droppable;

        // Somebody looks at the table, so whoever is to alter it waits: first the dead session, then ours.
        async Task BehindAnotherAsync(IEnumerable<string?> clauses, Func<Task> ours)
        {
            var reading = database.RunAsync("BEGIN; SELECT COUNT(*) FROM many; SELECT SLEEP(2);");
            await WaitingAsync(database, 0);
            var theirs = database.RunAsync(
                $"SET foreign_key_checks = 0; ALTER TABLE many {string.Join(", ", clauses)};"
            );
            await WaitingAsync(database, 1);
            var doing = ours();
            await WaitingAsync(database, 2);
            await Task.WhenAll(reading, theirs, doing);
        }

        await BehindAnotherAsync(list.Select(d => d.DropClause), () => target.Indexes.DropAsync(Many, list, Stop));
        await BehindAnotherAsync(
            list.Select(d => d.CreateClause),
            async () =>
            {
                var outcome = await target.Indexes.RestoreAsync(Many, list, Stop);
                outcome.AssertComplete();
                Assert.Equal(list.Count, outcome.AlreadyPresent.Count);
            }
        );
        Assert.Equal(before, await ShowAsync(database));
    }

    /// <summary>Waits until so many sessions wait for the table, and one sleeps that has looked at it.</summary>
    private static async Task WaitingAsync(TestDatabase database, int count)
    {
        const string Sql =
            "SELECT CONCAT(COALESCE(SUM(INFO LIKE 'SELECT SLEEP%'), 0), ' ', COALESCE(SUM(STATE LIKE "
            + "'Waiting for table metadata%'), 0)) FROM information_schema.PROCESSLIST WHERE DB = DATABASE();";
        for (var i = 0; i < 100; i++)
        {
            if ((await database.LinesAsync(Sql))[0] == $"1 {count}")
                return;
            await Task.Delay(15, Stop);
        }

        Assert.Fail($"It never came to {count} who wait.");
    }

    [Fact]
    public async Task Some_tables_keep_their_indexes()
    {
        await using var database = await MakeAsync();
        await database.RunAsync(
            $$"""
            CREATE TABLE keyless (a int NOT NULL, b int NOT NULL, UNIQUE KEY ua (a), UNIQUE KEY ub (b), KEY ka (a, b));
            CREATE TABLE counted (a int PRIMARY KEY, id int NOT NULL AUTO_INCREMENT, KEY before_it (a, id),
                KEY counts (id), KEY behind (id, a), KEY free (a));
            CREATE TABLE isam (a int PRIMARY KEY, b int, KEY (b)) ENGINE = MyISAM;
            CREATE TABLE parts (a int, b int, PRIMARY KEY (a), KEY kb (b)) PARTITION BY HASH (a) PARTITIONS 3;
            {{OwnTable}}
            """
        );
        var before = await ShowAsync(database);
        await using var target = await OpenAsync(database);
        foreach (
            var (name, droppable, refused) in ((string, string[], bool)[])
                [
                    ("keyless", ["ka"], false),
                    ("counted", ["free"], false),
                    ("isam", [], true),
                    ("parts", ["kb"], false),
                    ("own", [], OwnIsRefused),
                ]
        )
        {
            var list = await target.Indexes.ReadAsync(new(null, name), Stop);
            Assert.Equal(droppable, list.Droppable.Select(d => d.Name));
            Assert.Equal(refused, list.Refusal is not null);
            await target.Indexes.DropAsync(list.Table, list.Droppable, Stop);
            (await target.Indexes.RestoreAsync(list.Table, list.Droppable, Stop)).AssertComplete();
        }

        Assert.Equal(before, await ShowAsync(database));
    }

    [Fact]
    public async Task A_key_that_another_database_needs_is_not_dropped()
    {
        await using var database = await MakeAsync();
        await using var other = await Server.CreateAsync();
        await other.RunAsync(
            $"CREATE TABLE far (id int PRIMARY KEY, FOREIGN KEY (id) REFERENCES "
                + $"{Server.Quote(database.Name)}.many (e));"
        );
        var before = await ShowAsync(database);
        await using var target = await OpenAsync(database);
        var list = (await target.Indexes.ReadAsync(Many, Stop)).Droppable;
        var error = await Assert.ThrowsAsync<Failures.MigrationException>(async () =>
            await target.Indexes.DropAsync(Many, list, Stop)
        );
        Assert.Equal("PID1925", error.Code);
        Assert.Equal(before, await ShowAsync(database));
    }
}
