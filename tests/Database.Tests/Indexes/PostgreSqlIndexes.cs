using System.Text.RegularExpressions;
using PidMigration.Database.Tests.Servers;
using PidMigration.Databases;
using PidMigration.Databases.Indexes;

namespace PidMigration.Database.Tests.Indexes;

public sealed class Indexes_of_PostgreSql : IndexContract<PostgreSqlServer>
{
    protected override string Schema =>
        """"
            CREATE TABLE parent (id integer PRIMARY KEY, code text UNIQUE);
            CREATE TABLE many (id serial PRIMARY KEY, a int NOT NULL, b varchar(200), c text, d int, e int NOT NULL,
                f int REFERENCES parent (id), t tsvector, r int4range, x int NOT NULL UNIQUE);
            CREATE TABLE child (x int REFERENCES many (x));
            ALTER TABLE many ADD CONSTRAINT nullable UNIQUE (d) DEFERRABLE INITIALLY DEFERRED;
            ALTER TABLE many ADD CONSTRAINT together UNIQUE NULLS NOT DISTINCT (a, b) INCLUDE (c)
                WITH (fillfactor = 70);
            ALTER TABLE many ADD CONSTRAINT apart EXCLUDE USING gist (r WITH &&);
            CREATE UNIQUE INDEX once ON many (lower(c) text_pattern_ops DESC NULLS LAST, e)
                WHERE c <> 'it''s WHERE x' AND e > 0;
            CREATE INDEX "it's ""odd"" WHERE" ON many (b COLLATE "C" varchar_pattern_ops, a) INCLUDE (d)
                WITH (fillfactor = 60, deduplicate_items = off);
            CREATE INDEX expressed ON many ((a + e), (coalesce(c, 'none')));
            ALTER INDEX expressed ALTER COLUMN 2 SET STATISTICS 500;
            CREATE INDEX words ON many USING gin (t) WITH (fastupdate = off);
            CREATE INDEX ranges ON many USING brin (a int4_minmax_multi_ops (values_per_range = 16))
                WITH (pages_per_range = 8);
            CREATE INDEX hashed ON many USING hash (c);
            CREATE INDEX spread ON many USING spgist (b);
            CREATE INDEX marked ON many (e);
            ALTER TABLE many CLUSTER ON marked;
            CREATE UNIQUE INDEX identity ON many (e, a);
            ALTER TABLE many REPLICA IDENTITY USING INDEX identity;
            COMMENT ON INDEX marked IS 'it''s a \ "comment"
            with lines';
            COMMENT ON CONSTRAINT together ON many IS 'another';
            COMMENT ON INDEX together IS 'of the index';
            ALTER TABLE many ADD CONSTRAINT held UNIQUE (c, e);
            CREATE VIEW uses AS SELECT 1;
            CREATE FUNCTION upserts() RETURNS int LANGUAGE sql BEGIN ATOMIC INSERT INTO public.many (a, e, x)
                VALUES (1, 1, 1) ON CONFLICT ON CONSTRAINT held DO NOTHING; SELECT 1; END;
            SET allow_in_place_tablespaces = on;
            """";

    protected override string[] Droppable =>
        [
            "nullable",
            "together",
            "once",
            "it's \"odd\" WHERE",
            "expressed",
            "words",
            "ranges",
            "hashed",
            "spread",
            "marked",
        ];

    protected override string[] Kept => ["apart", "held", "identity", "many_x_key"];

    protected override string Fill =>
        "INSERT INTO parent (id) VALUES (1); INSERT INTO many (a, b, c, d, e, f, x) VALUES (1, 'x', 'y', 1, "
        + "1, 1, 1), (2, 'z', NULL, NULL, 1, 1, 2), (3, NULL, NULL, NULL, 1, NULL, 3);";

    protected override (string Insert, string Index, string Value, string Mend) Double =>
        (
            "INSERT INTO many (id, a, d, e, x) VALUES (100, 7, 1, 7, 7);",
            "nullable",
            "(d)=(1)",
            "DELETE FROM many WHERE id = 100;"
        );

    protected override (string Sql, string Name) Change => ("COMMENT ON INDEX marked IS 'new';", "marked");

    protected override async Task<string> ShowAsync(TestDatabase database)
    {
        var server = Server.Address;
        var dump = await ClientProgram.RunAsync(
            "pg_dump",
            ["-s", "-h", server.Host, "-p", $"{server.Port}", "-U", server.User, "-d", database.Name],
            [new("PGPASSWORD", server.Password)],
            ""
        );
        // A dump carries a word of its own each time, against injected commands.
        var order = await database.RunAsync(
            "SELECT x.relname, i.indimmediate, x.reltablespace, x.relpersistence, x.reloptions FROM "
                + "pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid "
                + "AND t.relname = 'many' ORDER BY x.relname COLLATE \"C\";"
        );
        return Regex.Replace(dump, @"(?m)^\\(un)?restrict .*$", "") + order;
    }

    [Fact]
    public async Task A_restored_index_keeps_its_tablespace_and_order()
    {
        await using var database = await MakeAsync();
        var space = TestServer.NewName();
        await database.RunAsync($"SET allow_in_place_tablespaces = on; CREATE TABLESPACE {space} LOCATION '';");
        try
        {
            await database.RunAsync(
                $"CREATE INDEX far ON many (a) TABLESPACE {space}; CREATE INDEX far_part ON many (a) WITH "
                    + $"(fillfactor = 55) TABLESPACE {space} WHERE a > 1; CREATE INDEX near ON many (a);\n"
                    + $"ALTER DATABASE {Server.Quote(database.Name)} SET default_tablespace = {space};"
            );
            var (before, order) = (await ShowAsync(database), await OrderAsync(database));
            await using var target = await OpenAsync(database);
            var list = (await target.Indexes.ReadAsync(Many, Stop)).Droppable;
            Assert.Contains(list, d => d.Name == "far_part");
            await target.Indexes.DropAsync(Many, list, Stop);
            (await target.Indexes.RestoreAsync(Many, list, Stop)).AssertComplete();
            Assert.Equal(before, await ShowAsync(database));
            Assert.Equal(order, await OrderAsync(database));
        }
        finally
        {
            await database.RunAsync($"DROP INDEX IF EXISTS far, far_part; DROP TABLESPACE {space};");
        }
    }

    [Fact]
    public async Task A_missing_right_is_found_before_anything_is_dropped()
    {
        await using var database = await MakeAsync();
        await using var user = await MakeUserAsync(database);
        await database.RunAsync($"GRANT SELECT, INSERT, DELETE ON ALL TABLES IN SCHEMA public TO {user.Address.User};");
        await using (var target = await OpenAsync(AddressParser.Parse(user.Address.UrlOf(database.Name))))
        {
            var list = await target.Indexes.ReadAsync(Many, Stop);
            Assert.Empty(list.Droppable);
            Assert.Contains("doesn't own", list.Refusal, StringComparison.Ordinal);
        }

        await database.RunAsync($"ALTER TABLE many OWNER TO {user.Address.User};");
        await using (var target = await OpenAsync(AddressParser.Parse(user.Address.UrlOf(database.Name))))
        {
            var list = await target.Indexes.ReadAsync(Many, Stop);
            Assert.Empty(list.Droppable);
            Assert.Contains("may not create", list.Refusal, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Foreign_keys_are_dropped_and_restored_validated()
    {
        await using var database = await MakeAsync();
        await using var user = await MakeUserAsync(database);
        await database.RunAsync(
            $"""
            GRANT CREATE ON SCHEMA public TO {user.Address.User};
            GRANT REFERENCES, SELECT ON parent TO {user.Address.User};
            ALTER TABLE many ADD CONSTRAINT self FOREIGN KEY (d) REFERENCES many (id)
                ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
            COMMENT ON CONSTRAINT self ON many IS 'it''s mine';
            ALTER TABLE many ADD CONSTRAINT loose FOREIGN KEY (e) REFERENCES many (id) NOT VALID;
            ALTER TABLE many OWNER TO {user.Address.User};
            """
        );
        var before = await ShowAsync(database);
        await using var target = await OpenAsync(AddressParser.Parse(user.Address.UrlOf(database.Name)));
        var list = await target.Indexes.ReadAsync(Many, Stop);
        Assert.Equal(
            ["many_f_fkey", "self"],
            list.Droppable.Where(d => d.Kind == IndexKind.ForeignKey).Select(d => d.Name)
        );
        Assert.Contains(list.Kept, k => k.Name == "loose");
        await target.Indexes.DropAsync(Many, list.Droppable, Stop);
        await database.RunAsync(Fill + "INSERT INTO many (id, a, e, f, x) VALUES (50, 9, 1, 99, 50);");
        var outcome = await target.Indexes.RestoreAsync(Many, list.Droppable, Stop);
        var (failed, error) = Assert.Single(outcome.Failed);
        Assert.Equal(("PID1922", "many_f_fkey"), (error.Code, failed.Name));
        Assert.Contains("(f)=(99)", error.Message, StringComparison.Ordinal);
        await database.RunAsync("DELETE FROM many WHERE id = 50;");
        (await target.Indexes.RestoreAsync(Many, list.Droppable, Stop)).AssertComplete();
        Assert.Equal(before, await ShowAsync(database));
    }

    [Fact]
    public async Task Partitions_keep_the_indexes_of_their_parent()
    {
        await using var database = await MakeAsync();
        await database.RunAsync(
            """
            CREATE TABLE parts (a int PRIMARY KEY, b int, c int REFERENCES parent (id)) PARTITION BY RANGE (a);
            CREATE INDEX ON parts (b);
            CREATE TABLE part1 PARTITION OF parts FOR VALUES FROM (0) TO (10); CREATE INDEX own ON part1 (b, a);
            """
        );
        await using var target = await OpenAsync(database);
        Assert.NotNull((await target.Indexes.ReadAsync(new(null, "parts"), Stop)).Refusal);
        var list = await target.Indexes.ReadAsync(new("public", "part1"), Stop);
        Assert.Equal(["own"], list.Droppable.Select(d => d.Name));
        Assert.Equal(["part1_b_idx"], list.Kept.Select(k => k.Name));
    }

    private static Task<string> OrderAsync(TestDatabase database) =>
        database.RunAsync(
            "SELECT x.relname FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid WHERE i.indrelid = "
                + "'many'::regclass AND x.relname NOT IN ('apart', 'held', 'identity', 'many_x_key', "
                + "'many_pkey') ORDER BY x.oid;"
        );

    private async Task<BadInput.TestUser> MakeUserAsync(TestDatabase database)
    {
        var address = Server.Address with { User = TestServer.NewName(), Password = "Sesame" };
        await database.RunAsync($"CREATE ROLE {address.User} LOGIN PASSWORD '{address.Password}';");
        return new BadInput.TestUser(
            address,
            () => database.RunAsync($"DROP OWNED BY {address.User} CASCADE; DROP ROLE {address.User};")
        );
    }
}
