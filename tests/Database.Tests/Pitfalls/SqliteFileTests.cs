using Microsoft.Data.Sqlite;
using PidMigration.Copying;
using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Servers;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Findings;
using PidMigration.Planning;

namespace PidMigration.Database.Tests.Pitfalls;

/// <summary>SQLite files as they come: damaged, in any encoding, with keys that are none.</summary>
public sealed class SqliteFileTests
{
    private static readonly SqliteServer Sqlite = new();

    private static readonly string?[] Encodings = ["UTF-8", "UTF-16le", "UTF-16be"];

    /// <summary>
    /// An index that lacks a row, as after a crash: the partial one that it was made as is declared to be a whole one.
    /// </summary>
    private static string Broken(string table, string partial, string declared, string index) =>
        $"""
            {table}
            INSERT INTO part VALUES (1, 'A', 'bolt'), (2, 'B', 'nut'), (3, 'C', 'washer');
            {partial}
            PRAGMA writable_schema = ON;
            {declared}
            UPDATE sqlite_master SET {index} WHERE name = 'part_code';
            PRAGMA writable_schema = OFF;
            """;

    public static IEnumerable<TheoryDataRow<string, string>> Damaged =>
        [
            new(
                "a text key",
                Broken(
                    "CREATE TABLE part (id int, code TEXT, label TEXT);",
                    "CREATE UNIQUE INDEX part_code ON part (code) WHERE code <> 'B';",
                    "UPDATE sqlite_master SET sql = 'CREATE TABLE part (id int, code TEXT PRIMARY KEY, "
                        + "label TEXT)' WHERE type = 'table' AND name = 'part';",
                    "name = 'sqlite_autoindex_part_1', sql = NULL"
                )
            ),
            new(
                "an index beside the key",
                Broken(
                    "CREATE TABLE part (id INTEGER PRIMARY KEY, code TEXT, label TEXT);",
                    "CREATE INDEX part_code ON part (code) WHERE code <> 'B';",
                    "",
                    "sql = 'CREATE INDEX part_code ON part (code)'"
                )
            ),
            // As many entries as there are rows, of other values.
            new(
                "a text key of other values",
                """
                CREATE TABLE part (id int, code TEXT PRIMARY KEY, label TEXT);
                INSERT INTO part VALUES (1, 'A', 'bolt'), (2, 'B', 'nut'), (3, 'C', 'washer');
                PRAGMA writable_schema = ON;
                UPDATE sqlite_master SET sql = 'CREATE TABLE part (id int, label TEXT, code TEXT PRIMARY KEY)'
                    WHERE name = 'part';
                PRAGMA writable_schema = OFF;
                """
            ),
        ];

    [Theory, MemberData(nameof(Damaged))]
    public async Task A_damaged_index_is_refused(string what, string script)
    {
        Assert.NotEmpty(what);
        await using var pair = await ScriptedPair.MakeAsync(
            Sqlite,
            script,
            new PostgreSqlServer(),
            "CREATE TABLE part (id int, code text, label text);"
        );
        await pair.RefusesAsync("PID1223", ["part"]);
        await pair.RefusesSyncAsync("PID1223", ["part"]);
        await pair.HoldsAsync("SELECT count(*) FROM part;", "0");
        // As a target, too, it isn't taken at its word.
        await using var back = await ScriptedPair.MakeAsync(
            new PostgreSqlServer(),
            "CREATE TABLE part (id int, code text, label text);",
            Sqlite,
            script
        );
        await back.RefusesSyncAsync("PID1223", ["part"]);
        await back.Source.RunAsync("INSERT INTO part VALUES (2, 'B', 'nut');");
        var since = await Assert.ThrowsAsync<MigrationException>(() =>
            back.CopyAsync(new CopyOptions { Since = new SinceValue(0) })
        );
        Assert.True(since.Code is "PID1223" or "PID1403", since.Message);
    }

    [Fact]
    public async Task A_file_whose_writer_crashed_is_reported_as_such()
    {
        await using var pair = await ScriptedPair.MakeAsync(
            Sqlite,
            "CREATE TABLE part (id INTEGER PRIMARY KEY, v TEXT); INSERT INTO part VALUES (1, 'a');",
            Sqlite,
            "CREATE TABLE part (id INTEGER PRIMARY KEY, v TEXT);"
        );
        var path = AddressParser.Parse(pair.Source.Url).Database;
        // What is left of a process that was killed: some pages written, and the journal that takes them back.
        await using (var writer = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            await writer.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = writer.CreateCommand();
            command.CommandText =
                "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; BEGIN; WITH RECURSIVE n (i) AS "
                + "(VALUES (2) UNION ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO part SELECT i, "
                + "hex(randomblob(50)) FROM n;";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            File.Copy(path, path + ".torn");
            File.Copy(path + "-journal", path + ".torn-journal");
        }

        File.Move(path + ".torn", path, true);
        File.Move(path + ".torn-journal", path + "-journal", true);
        var refused = await Assert.ThrowsAsync<MigrationException>(() => pair.CopyAsync());
        Assert.Equal("PID1112", refused.Code);
        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
        await pair.Source.RunAsync("SELECT count(*) FROM sqlite_master;");
        await pair.CopyAsync();
        await pair.HoldsAsync("SELECT id, v FROM part;", "1|a");
    }

    [Theory, InlineData("UTF-16le"), InlineData("UTF-16be"), InlineData("UTF-8")]
    public async Task Texts_of_every_encoding_arrive(string encoding)
    {
        const string Names = "'Riverside'",
            Odd = "'é 漢字 😀 ' || char(0x10FFFF) || char(1) || ' tab' || char(9)";
        foreach (var into in (TestServer[])[new PostgreSqlServer(), new MariaDbServer(), new SqliteServer()])
        {
            await using var pair = await ScriptedPair.MakeAsync(
                Sqlite,
                $"PRAGMA encoding = '{encoding}'; CREATE TABLE station (id INTEGER PRIMARY KEY, name "
                    + $"VARCHAR(40), opened DATETIME, fare DECIMAL(8,2), doc JSON); "
                    + $"INSERT INTO station VALUES (1, {Names}, '2024-05-01 10:00:00.5', '1.50', '{{\"a\": "
                    + $"\"é\"}}'), (2, {Odd}, '2024-05-01 10:00:00', 2.25, '[]'), (3, '', NULL, NULL, "
                    + $"NULL), (4, NULL, '1999-12-31 23:59:59.123456', '-0.01', '\"x\"');",
                into,
                into is SqliteServer
                    ? "CREATE TABLE station (id INTEGER PRIMARY KEY, name VARCHAR(40), opened DATETIME, fare "
                        + "DECIMAL(8,2), doc JSON);"
                    : $"CREATE TABLE station (id bigint PRIMARY KEY, name varchar(40), opened "
                        + $"{(into is PostgreSqlServer ? "timestamp" : "datetime(6)")}, fare decimal(8,2), doc json);"
            );
            Assert.Empty(await pair.FindAsync());
            await pair.CopyAsync();
            var hex =
                into is PostgreSqlServer ? "encode(convert_to(name, 'UTF8'), 'hex')"
                : into is SqliteServer ? "lower(hex(name))"
                : "LOWER(HEX(name))";
            await pair.HoldsAsync(
                $"SELECT {hex} FROM station WHERE id IN (1, 2) ORDER BY id;",
                "5269766572736964" + "65",
                "c3a920e6bca2e5ad9720f09f9880" + "20f48fbfbf01207461" + "6209"
            );
            Assert.Empty(await ProductCompare.FindAsync(pair.Source, pair.Target));
        }
    }

    [Fact]
    public async Task Keys_of_every_encoding_are_compared_in_one_order()
    {
        const string Table = "CREATE TABLE word (code TEXT, n INTEGER NOT NULL, v TEXT, PRIMARY KEY (code, n));";
        const string Words =
            "INSERT INTO word VALUES ('é', 1, 'a'), ('a', 2, 'b'), ('A', 3, 'c'), ('日本', 4, 'd'), ('😀', 5, "
            + "'e'), ('Ａ', 6, 'f'), ('Ā', 7, 'g'), ('aĀ', 8, 'h'), ('', 9, 'i');";
        foreach (
            var (from, to) in (from a in Encodings from b in Encodings.Append(null) where a != b select (a, b)).ToList()
        )
        {
            await using var pair = await ScriptedPair.MakeAsync(
                Sqlite,
                $"PRAGMA encoding = '{from}'; {Table} {Words}",
                to is null ? new PostgreSqlServer() : Sqlite,
                to is null
                    ? Table.Replace("code TEXT", "code TEXT COLLATE \"C\"", StringComparison.Ordinal)
                    : $"PRAGMA encoding = '{to}'; {Table}"
            );
            await pair.CopyAsync(new CopyOptions { Limit = CopyOptions.LimitFor(2) });
            Assert.Empty(await ProductCompare.FindAsync(pair.Source, pair.Target));
            await pair.Target.RunAsync("DELETE FROM word WHERE n = 5; UPDATE word SET v = 'z' WHERE n = 6;");
            var result = (await ProductCompare.SyncAsync(pair.Session))["word"];
            Assert.Equal((from, to, 1L, 1L, 0L), (from, to, result.Inserted, result.Updated, result.Deleted));
            Assert.Empty(await ProductCompare.FindAsync(pair.Source, pair.Target));
        }
    }

    [Fact]
    public async Task Texts_that_are_too_long_are_found_in_every_encoding()
    {
        foreach (var encoding in (string[])["UTF-16le", "UTF-16be", "UTF-8"])
        {
            // 100 characters of three bytes in UTF-8, two in UTF-16.
            await using var pair = await ScriptedPair.MakeAsync(
                Sqlite,
                $"PRAGMA encoding = '{encoding}'; CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT); INSERT "
                    + $"INTO t VALUES (1, replace(hex(zeroblob(50)), '0', '漢')), (2, "
                    + $"replace(hex(zeroblob(42)), '0', '漢'));",
                new MariaDbServer(),
                "CREATE TABLE t (id bigint PRIMARY KEY, v tinytext CHARACTER SET utf8mb4);"
            );
            var found = Assert.Single(await pair.FindAsync());
            Assert.Equal(("PID2007", 1L), (found.Code, found.Rows));
            Assert.Equal(["1"], found.Keys);
        }
    }

    [Fact]
    public async Task A_broken_character_is_reported_and_not_replaced()
    {
        await using var pair = await ScriptedPair.MakeAsync(
            Sqlite,
            "PRAGMA encoding = 'UTF-16le'; CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT); INSERT INTO t "
                + "VALUES (1, 'good'), (2, CAST(X'3DD84100' AS TEXT));",
            new PostgreSqlServer(),
            "CREATE TABLE t (id bigint PRIMARY KEY, v text);"
        );
        var outcome = await ProductCopy.CopyAsync(pair.Session, new CopyOptions(), [], null);
        Assert.Equal((CopyStatus.Failed, "PID1607"), (outcome["t"].Status, outcome.Errors["t"].Code));
        Assert.Contains("id 2", outcome.Errors["t"].Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(OneToOneTests.Targets), MemberType = typeof(OneToOneTests))]
    public async Task A_key_that_contains_NULL_is_not_used(TestServer into)
    {
        const string Rows = "INSERT INTO np VALUES (NULL, 'a'), (NULL, 'b'), ('x', 'c'), (NULL, 'a');";
        await using var pair = await ScriptedPair.MakeAsync(
            Sqlite,
            "CREATE TABLE np (k varchar(20) PRIMARY KEY, v varchar(20));" + Rows,
            into,
            into is SqliteServer
                ? "CREATE TABLE np (k varchar(20) PRIMARY KEY, v varchar(20));"
                : "CREATE TABLE np (k varchar(20), v varchar(20));"
        );
        await pair.CopyAsync();
        Assert.Empty(await ProductCompare.FindAsync(pair.Source, pair.Target));
        await pair.Target.RunAsync("DELETE FROM np WHERE v = 'b'; UPDATE np SET v = 'd' WHERE k = 'x';");
        await ProductCompare.SyncAsync(pair.Session);
        Assert.Empty(await ProductCompare.FindAsync(pair.Source, pair.Target));
        await pair.HoldsAsync(
            "SELECT COUNT(*), COUNT(k) FROM np;",
            into is PostgreSqlServer or SqliteServer ? "4|1" : "4\t1"
        );
    }

    [Fact]
    public async Task A_key_that_contains_NULL_is_refused_where_the_target_forbids_it()
    {
        await using var pair = await ScriptedPair.MakeAsync(
            Sqlite,
            "CREATE TABLE kv (a TEXT, b INTEGER, v TEXT, PRIMARY KEY (a, b)); INSERT INTO kv VALUES ('a', "
                + "NULL, 'x'), ('a', 1, 'y');",
            new PostgreSqlServer(),
            "CREATE TABLE kv (a text, b bigint, v text, PRIMARY KEY (a, b));"
        );
        await pair.RefusesAsync("PID2001", ["'b'"]);
    }

    [Fact]
    public async Task Shadow_tables_of_a_virtual_table_are_left_out_with_a_warning()
    {
        await using var pair = await ScriptedPair.MakeAsync(
            Sqlite,
            "CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT NOT NULL); INSERT INTO note VALUES (1, "
                + "'red'); CREATE VIRTUAL TABLE note_fts USING fts5(body, content = 'note', content_rowid = "
                + "'id'); CREATE VIRTUAL TABLE places USING rtree(id, a, b); "
                + "CREATE TABLE setting (name TEXT NOT NULL PRIMARY KEY, value TEXT) \nWITHOUT\n ROWID; "
                + "INSERT INTO setting VALUES ('a', 'b'); CREATE TABLE odd (rowid TEXT, oid TEXT, _rowid_ "
                + "TEXT); INSERT INTO odd VALUES ('r', 'o', '_');",
            new PostgreSqlServer(),
            "CREATE TABLE note (id bigint PRIMARY KEY, body text NOT NULL); CREATE TABLE setting (name text "
                + "PRIMARY KEY, value text); CREATE TABLE odd (rowid text, oid text, _rowid_ text);"
        );
        await pair.CopyAsync();
        await pair.HoldsAsync(
            "SELECT (SELECT count(*) FROM note), (SELECT count(*) FROM setting), (SELECT rowid FROM odd);",
            "1|1|r"
        );
        var told = (await pair.FindAsync()).Where(f => f.Code == "PID1228").ToList();
        Assert.All(told, f => Assert.Equal(FindingSeverity.Information, f.Severity));
        Assert.Contains(told, f => f.Message.Contains("note_fts, places", StringComparison.Ordinal));
    }
}
