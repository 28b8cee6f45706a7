using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Indexes;

public sealed class Indexes_of_Sqlite : IndexContract<SqliteServer>
{
    protected override string Schema =>
        """"
            CREATE TABLE parent (id integer PRIMARY KEY, code text UNIQUE);
            CREATE TABLE many (id integer PRIMARY KEY AUTOINCREMENT, a int NOT NULL, b text COLLATE NOCASE UNIQUE,
                c text, d int, f int REFERENCES parent (id), UNIQUE (a, c));
            create  unique index if not exists "nullable" on many(d);
            CREATE INDEX "it's ""odd""" ON "many" (b COLLATE RTRIM DESC, a ASC);
            CREATE INDEX main.part ON many (c) WHERE c IS NOT NULL AND a > 3 -- a note
            ;
            CREATE UNIQUE INDEX expressed ON many (lower(c), a);
            CREATE INDEX zz ON Many (a
              , d);
            CREATE INDEX aa ON many (f);
            CREATE INDEX elsewhere ON parent (code DESC);
            """";

    protected override string[] Droppable => ["nullable", "it's \"odd\"", "part", "expressed", "zz", "aa"];

    protected override string[] Kept => ["sqlite_autoindex_many_1", "sqlite_autoindex_many_2"];

    protected override string Fill =>
        "INSERT INTO parent (id) VALUES (1); INSERT INTO many (a, b, c, d, f) VALUES (1, 'x', 'y', 1, 1), "
        + "(2, 'z', NULL, NULL, 1), (3, NULL, NULL, NULL, NULL);";

    protected override (string Insert, string Index, string Value, string Mend) Double =>
        ("INSERT INTO many (id, a, d) VALUES (100, 7, 1);", "nullable", "d 1", "DELETE FROM many WHERE id = 100;");

    protected override (string Sql, string Name) Change => ("DROP INDEX zz; CREATE INDEX zz ON many (d, a);", "zz");

    protected override Task<string> ShowAsync(TestDatabase database) =>
        database.RunAsync("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name;");
}
