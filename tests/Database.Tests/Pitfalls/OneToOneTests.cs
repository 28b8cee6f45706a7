using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Pitfalls;

/// <summary>
/// One source to one target, always: two tables, or two columns, that would meet in one are refused, on every command.
/// </summary>
public sealed class OneToOneTests
{
    private const string TwoSchemas = """
        CREATE SCHEMA sales; CREATE SCHEMA archive;
        CREATE TABLE sales.orders (id int PRIMARY KEY, label varchar(20));
        CREATE TABLE archive.orders (id int PRIMARY KEY, label varchar(20));
        INSERT INTO sales.orders VALUES (1, 'live'); INSERT INTO archive.orders VALUES (101, 'old');
        """;

    private const string Orders =
        "CREATE TABLE orders (id int PRIMARY KEY, label varchar(20)); INSERT INTO orders VALUES (7, 'kept');";

    public static IEnumerable<TheoryDataRow<TestServer>> Targets =>
        [new(new PostgreSqlServer()), new(new MariaDbServer()), new(new MySqlServer()), new(new SqliteServer())];

    [Theory, MemberData(nameof(Targets))]
    public async Task Tables_of_two_schemas_are_not_merged(TestServer into)
    {
        await using var pair = await ScriptedPair.MakeAsync(new PostgreSqlServer(), TwoSchemas, into, Orders);
        await AssertRefusedAsync(pair, "sales.orders", "archive.orders");
        // Each by itself is what somebody may want.
        await pair.CopyAsync(null, "sales.orders");
        await pair.HoldsAsync("SELECT id FROM orders;", "1");
    }

    [Theory, MemberData(nameof(Targets))]
    public async Task Tables_that_differ_only_by_case_are_not_merged(TestServer into)
    {
        const string TwoCases = """
            CREATE TABLE "Orders" (id int PRIMARY KEY, label varchar(20));
            CREATE TABLE orders (id int PRIMARY KEY, label varchar(20));
            INSERT INTO orders VALUES (2, 'b');
            """;
        await using (var pair = await ScriptedPair.MakeAsync(new PostgreSqlServer(), TwoCases, into, Orders))
            await AssertRefusedAsync(pair, "Orders", "orders");
        await using var other = await ScriptedPair.MakeAsync(
            new MariaDbServer(),
            TwoCases.Replace('"', '`'),
            into,
            Orders
        );
        await AssertRefusedAsync(other, "Orders", "orders");
    }

    [Theory, MemberData(nameof(Targets))]
    public async Task Columns_that_differ_only_by_case_are_not_merged(TestServer into)
    {
        await using var pair = await ScriptedPair.MakeAsync(
            new PostgreSqlServer(),
            """
            CREATE TABLE t (id int PRIMARY KEY, "Name" text, name text);
            INSERT INTO t VALUES (1, 'upper', 'lower');
            """,
            into,
            "CREATE TABLE t (id int PRIMARY KEY, name varchar(20)); INSERT INTO t VALUES (9, 'kept');"
        );
        await pair.RefusesAsync("PID1210", ["'Name'", "'name'"]);
        await pair.RefusesSyncAsync("PID1210", ["'Name'", "'name'"]);
        await pair.HoldsAsync("SELECT name FROM t;", "kept");
    }

    [Fact]
    public async Task An_ambiguous_column_is_refused()
    {
        await using var pair = await ScriptedPair.MakeAsync(
            new MariaDbServer(),
            "CREATE TABLE t (id int PRIMARY KEY, NAME varchar(20));",
            new PostgreSqlServer(),
            """CREATE TABLE t (id int PRIMARY KEY, "Name" varchar(20), name varchar(20));"""
        );
        await pair.RefusesAsync("PID1218", ["'Name'", "'name'"]);
    }

    public static IEnumerable<TheoryDataRow<TestServer>> Sources =>
        [new(new PostgreSqlServer()), new(new MariaDbServer()), new(new MySqlServer()), new(new SqliteServer())];

    [Theory, MemberData(nameof(Sources))]
    public async Task An_ambiguous_schema_is_refused(TestServer from)
    {
        const string Tenants = """
            CREATE SCHEMA tenant_a; CREATE SCHEMA tenant_b;
            CREATE TABLE tenant_a.invoice (id int PRIMARY KEY); CREATE TABLE tenant_b.invoice (id int PRIMARY KEY);
            INSERT INTO tenant_a.invoice VALUES (7); INSERT INTO tenant_b.invoice VALUES (8);
            """;
        const string Both =
            "SELECT 'a', id FROM tenant_a.invoice UNION ALL SELECT 'b', id FROM tenant_b.invoice ORDER BY 1, 2;";
        await using var pair = await ScriptedPair.MakeAsync(
            from,
            "CREATE TABLE invoice (id int PRIMARY KEY); INSERT INTO invoice VALUES (1), (2);",
            new PostgreSqlServer(),
            Tenants
        );
        string[] names = ["tenant_a.invoice", "tenant_b.invoice"];
        await pair.RefusesAsync("PID1217", names);
        await pair.RefusesSyncAsync("PID1217", names);
        await pair.RefusesClearAsync("PID1217", names);
        await pair.HoldsAsync(Both, "a|7", "b|8");
        // The way out that the message names.
        pair.By(target: pair.Target.Url + "?search_path=tenant_b");
        await pair.CopyAsync();
        await pair.HoldsAsync(Both, "a|7", "b|1", "b|2");
        // What the search path finds is meant by a bare name, wherever it stands in it.
        pair.By(target: pair.Target.Url + "?search_path=public,tenant_a");
        await pair.CopyAsync();
        await pair.HoldsAsync(Both, "a|1", "a|2", "b|1", "b|2");
    }

    /// <summary>Every command refuses both, and names both and the table.</summary>
    private static async Task AssertRefusedAsync(ScriptedPair pair, params string[] models)
    {
        string[] names = [.. models, "orders"];
        await pair.RefusesAsync("PID1209", names);
        await pair.RefusesSyncAsync("PID1209", names);
        await pair.RefusesClearAsync("PID1209", names);
        var counted = await Assert.ThrowsAsync<Failures.MigrationException>(async () =>
        {
            await foreach (var count in pair.Session.CountAsync([], TestContext.Current.CancellationToken))
                Assert.NotNull(count);
        });
        Assert.Equal("PID1209", counted.Code);
        await pair.HoldsAsync("SELECT id FROM orders;", "7");
    }
}
