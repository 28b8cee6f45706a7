using System.Text.Json.Nodes;
using PidMigration.Copying;
using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Servers;
using PidMigration.Failures;
using PidMigration.Planning;

namespace PidMigration.Database.Tests.Fidelity;

/// <summary>
/// What lies beside single values: NULL, columns that the server fills in, defaults of the server that are lax, rows
/// that are refused.
/// </summary>
public abstract class LoadFidelityContract<TInto>
    where TInto : MySqlFamilyServer, new()
{
    private readonly PostgreSqlServer _from = new();
    private readonly TInto _into = new();

    [Theory]
    [InlineData("integer", "int NOT NULL", "5")]
    [InlineData("integer", "int NOT NULL AUTO_INCREMENT UNIQUE", "5")]
    [InlineData("text", "varchar(20) NOT NULL", "'x'")]
    [InlineData("timestamptz", "timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP", "'2024-01-01 00:00:00+00'")]
    [InlineData("timestamptz", "datetime(6) NOT NULL", "'2024-01-01 00:00:00+00'")]
    [InlineData("boolean", "tinyint(1) NOT NULL DEFAULT 1", "true")]
    public async Task NULL_arrives_as_NULL_only(string from, string into, string literal)
    {
        await using var source = await MakeAsync(
            _from,
            $"CREATE TABLE t (id int PRIMARY KEY, v {from}); INSERT INTO t VALUES (1, {literal}), (2, NULL), (3, NULL);"
        );
        await using var target = await MakeAsync(
            _into,
            (
                $"SET explicit_defaults_for_timestamp = 0; CREATE TABLE t (id int PRIMARY KEY, v {into}); "
                + $"INSERT INTO t (id) VALUES (99);"
            ).Replace(
                "INSERT",
                into.Contains("varchar", StringComparison.Ordinal)
                || into.Contains("datetime", StringComparison.Ordinal)
                || into == "int NOT NULL"
                    ? "SET sql_mode = ''; INSERT"
                    : "INSERT",
                StringComparison.Ordinal
            )
        );
        var refused = await Assert.ThrowsAsync<MigrationException>(() => ProductCopy.CopyAsync(source, target));
        Assert.Equal("PID2001", refused.Code);
        Assert.Contains("2 values of 'v' are NULL", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["99"], await target.LinesAsync("SELECT id FROM t;"));

        var forced = await ProductCopy.CopyAsync(source, target, new CopyOptions { SkipPreflight = true });
        Assert.Equal(CopyStatus.Failed, forced["t"].Status);
        Assert.Empty(await target.LinesAsync("SELECT id FROM t;"));
        var path = Path.Combine(Path.GetTempPath(), source.Name + ".jsonl");
        using (var rejects = new RejectsFile(path))
            Assert.Equal(
                CopyStatus.Partial,
                (
                    await ProductCopy.CopyAsync(
                        source,
                        target,
                        new CopyOptions { SkipPreflight = true, Rejects = rejects }
                    )
                )["t"].Status
            );
        Assert.Equal(["1"], await target.LinesAsync("SELECT id FROM t;"));
        Assert.Equal(2, (await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken)).Length);
        File.Delete(path);
    }

    [Fact]
    public async Task The_rejects_file_holds_all_values_of_a_row_and_the_reason()
    {
        await using var source = await MakeAsync(
            _from,
            """
            CREATE TABLE t (id int PRIMARY KEY, name text, data bytea, at timestamptz, amount numeric(10,2), note text);
            INSERT INTO t SELECT n, 'row ' || n, '\x00ff'::bytea, '2024-01-01 00:00:00.5+00', n + 0.25, NULL
                FROM generate_series(1, 500) n;
            UPDATE t SET name = repeat('é"\', 20000), note = E'tab\t and \u0001' WHERE id IN (17, 400);
            UPDATE t SET amount = 12345678.25 WHERE id = 250;
            """
        );
        await using var target = await MakeAsync(
            _into,
            "CREATE TABLE t (id int PRIMARY KEY, name varchar(100), data blob, at datetime(6), amount "
                + "decimal(6,2), note text);"
        );
        var path = Path.Combine(Path.GetTempPath(), source.Name + ".jsonl");
        PidCopyResult result;
        using (var rejects = new RejectsFile(path))
            result = (
                await ProductCopy.CopyAsync(source, target, new CopyOptions { SkipPreflight = true, Rejects = rejects })
            )["t"];
        Assert.Equal((CopyStatus.Partial, 497L, 3L), (result.Status, result.Rows, result.Rejected));
        Assert.Equal(["497\t0"], await target.LinesAsync("SELECT COUNT(*), SUM(id IN (17, 250, 400)) FROM t;"));
        var lines = (await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken))
            .Select(l => JsonNode.Parse(l)!)
            .ToDictionary(l => (string)l["key"]!["id"]!);
        Assert.Equal(["17", "250", "400"], lines.Keys.Order());
        Assert.Equal(string.Concat(Enumerable.Repeat("é\"\\", 20000)), (string)lines["17"]["values"]!["name"]!);
        Assert.Equal("tab\t and \u0001", (string)lines["17"]["values"]!["note"]!);
        Assert.Equal("\\x00ff", (string)lines["400"]["values"]!["data"]!);
        Assert.Equal("2024-01-01 00:00:00.5", (string)lines["250"]["values"]!["at"]!);
        Assert.Equal("12345678.25", (string)lines["250"]["values"]!["amount"]!);
        Assert.Null(lines["250"]["values"]!["note"]);
        Assert.Contains("'name'", (string)lines["17"]["reason"]!, StringComparison.Ordinal);
        Assert.Contains("'amount'", (string)lines["250"]["reason"]!, StringComparison.Ordinal);
        File.Delete(path);
    }

    [Fact]
    public async Task Generated_columns_are_computed_by_the_server_and_identities_keep_their_keys()
    {
        await using var source = await MakeAsync(
            _from,
            """
            CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a int,
                twice int GENERATED ALWAYS AS (a * 2) STORED);
            INSERT INTO t (id, a) OVERRIDING SYSTEM VALUE VALUES (-5, 1), (0, 2), (7, 3), (2147483647, NULL);
            """
        );
        await using var target = await MakeAsync(
            _into,
            "CREATE TABLE t (id int AUTO_INCREMENT PRIMARY KEY, a int, twice int GENERATED ALWAYS AS (a * 2) STORED);"
        );
        (await ProductCopy.CopyAsync(source, target)).AssertAllCopied();
        Assert.Equal(
            ["-5\t1\t2", "0\t2\t4", "7\t3\t6", "2147483647\tNULL\tNULL"],
            await target.LinesAsync("SELECT * FROM t ORDER BY id;")
        );

        await target.RunAsync("ALTER TABLE t DROP COLUMN twice, ADD COLUMN twice int;");
        await using var back = await MakeAsync(
            _from,
            "CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a int, twice int GENERATED "
                + "ALWAYS AS (a * 2) STORED);"
        );
        var refused = await Assert.ThrowsAsync<MigrationException>(() => ProductCopy.CopyAsync(target, back));
        Assert.Equal("PID1207", refused.Code);
    }

    [Fact]
    public async Task A_server_with_lax_defaults_is_made_strict()
    {
        await using var source = await MakeAsync(
            _from,
            """
            CREATE TABLE t (id int PRIMARY KEY, n int, v text, d date);
            INSERT INTO t VALUES (0, 1, 'x', '2024-01-01'), (1, 300, 'x', NULL), (2, 1, 'too long', NULL),
                (3, -129, 'x', NULL), (4, 1, 'x', '9999-12-31');
            """
        );
        await using var target = await MakeAsync(
            _into,
            "CREATE TABLE t (id int AUTO_INCREMENT PRIMARY KEY, n tinyint, v varchar(5), d date);"
        );
        var before = (await target.LinesAsync("SELECT @@GLOBAL.sql_mode, @@GLOBAL.time_zone;"))[^1].Split('\t');
        await target.RunAsync("SET GLOBAL sql_mode = '', GLOBAL time_zone = '+05:30';");
        try
        {
            var path = Path.Combine(Path.GetTempPath(), source.Name + ".jsonl");
            using (var rejects = new RejectsFile(path))
                Assert.Equal(
                    3,
                    (
                        await ProductCopy.CopyAsync(
                            source,
                            target,
                            new CopyOptions { SkipPreflight = true, Rejects = rejects }
                        )
                    )["t"].Rejected
                );
            File.Delete(path);
        }
        finally
        {
            await target.RunAsync($"SET GLOBAL sql_mode = '{before[0]}', GLOBAL time_zone = '{before[1]}';");
        }

        Assert.Equal(
            ["0\t1\tx\t2024-01-01", "4\t1\tx\t9999-12-31"],
            await target.LinesAsync("SELECT * FROM t ORDER BY id;")
        );
    }

    private static async Task<TestDatabase> MakeAsync(TestServer server, string sql)
    {
        server.Need();
        var database = await server.CreateAsync();
        await database.RunAsync(sql);
        return database;
    }
}
