using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Unseen;

/// <summary>One source to one target, always: two tables, or two columns, that would meet in one are refused, on every command.</summary>
public sealed class OneToOneTests
{
    private const string TwoSchemas = """
        CREATE SCHEMA sales; CREATE SCHEMA archive;
        CREATE TABLE sales.orders (id int PRIMARY KEY, label varchar(20)); CREATE TABLE archive.orders (id int PRIMARY KEY, label varchar(20));
        INSERT INTO sales.orders VALUES (1, 'live'); INSERT INTO archive.orders VALUES (101, 'old');
        """;

    private const string Orders =
        "CREATE TABLE orders (id int PRIMARY KEY, label varchar(20)); INSERT INTO orders VALUES (7, 'kept');";

    public static IEnumerable<TheoryDataRow<TestServer>> Targets =>
        [new(new PostgreSqlServer()), new(new MariaDbServer()), new(new MySqlServer()), new(new SqliteServer())];

    [Theory, MemberData(nameof(Targets))]
    public async Task Tables_of_two_schemas_do_not_meet(TestServer into)
    {
        await using var scene = await Scene.MakeAsync(new PostgreSqlServer(), TwoSchemas, into, Orders);
        await AssertRefusedAsync(scene, "sales.orders", "archive.orders");
        // Each by itself is what somebody may want.
        await scene.CopyAsync(null, "sales.orders");
        await scene.HoldsAsync("SELECT id FROM orders;", "1");
    }

    [Theory, MemberData(nameof(Targets))]
    public async Task Tables_that_differ_by_case_do_not_meet(TestServer into)
    {
        const string TwoCases =
            """CREATE TABLE "Orders" (id int PRIMARY KEY, label varchar(20)); CREATE TABLE orders (id int PRIMARY KEY, label varchar(20)); INSERT INTO orders VALUES (2, 'b');""";
        await using (var scene = await Scene.MakeAsync(new PostgreSqlServer(), TwoCases, into, Orders))
            await AssertRefusedAsync(scene, "Orders", "orders");
        await using var other = await Scene.MakeAsync(new MariaDbServer(), TwoCases.Replace('"', '`'), into, Orders);
        await AssertRefusedAsync(other, "Orders", "orders");
    }

    [Theory, MemberData(nameof(Targets))]
    public async Task Columns_that_differ_by_case_do_not_meet(TestServer into)
    {
        await using var scene = await Scene.MakeAsync(
            new PostgreSqlServer(),
            """CREATE TABLE t (id int PRIMARY KEY, "Name" text, name text); INSERT INTO t VALUES (1, 'upper', 'lower');""",
            into,
            "CREATE TABLE t (id int PRIMARY KEY, name varchar(20)); INSERT INTO t VALUES (9, 'kept');"
        );
        await scene.RefusesAsync("PID1210", ["'Name'", "'name'"]);
        await scene.RefusesSyncAsync("PID1210", ["'Name'", "'name'"]);
        await scene.HoldsAsync("SELECT name FROM t;", "kept");
    }

    [Fact]
    public async Task Which_of_two_columns_is_meant_is_not_guessed()
    {
        await using var scene = await Scene.MakeAsync(
            new MariaDbServer(),
            "CREATE TABLE t (id int PRIMARY KEY, NAME varchar(20));",
            new PostgreSqlServer(),
            """CREATE TABLE t (id int PRIMARY KEY, "Name" varchar(20), name varchar(20));"""
        );
        await scene.RefusesAsync("PID1218", ["'Name'", "'name'"]);
    }

    public static IEnumerable<TheoryDataRow<TestServer>> Sources =>
        [new(new PostgreSqlServer()), new(new MariaDbServer()), new(new MySqlServer()), new(new SqliteServer())];

    [Theory, MemberData(nameof(Sources))]
    public async Task Which_of_several_schemas_is_meant_is_not_guessed(TestServer from)
    {
        const string Tenants = """
            CREATE SCHEMA tenant_a; CREATE SCHEMA tenant_b;
            CREATE TABLE tenant_a.invoice (id int PRIMARY KEY); CREATE TABLE tenant_b.invoice (id int PRIMARY KEY);
            INSERT INTO tenant_a.invoice VALUES (7); INSERT INTO tenant_b.invoice VALUES (8);
            """;
        const string Both =
            "SELECT 'a', id FROM tenant_a.invoice UNION ALL SELECT 'b', id FROM tenant_b.invoice ORDER BY 1, 2;";
        await using var scene = await Scene.MakeAsync(
            from,
            "CREATE TABLE invoice (id int PRIMARY KEY); INSERT INTO invoice VALUES (1), (2);",
            new PostgreSqlServer(),
            Tenants
        );
        string[] names = ["tenant_a.invoice", "tenant_b.invoice"];
        await scene.RefusesAsync("PID1217", names);
        await scene.RefusesSyncAsync("PID1217", names);
        await scene.RefusesClearAsync("PID1217", names);
        await scene.HoldsAsync(Both, "a|7", "b|8");
        // The way out that the message names.
        scene.By(target: scene.Target.Url + "?search_path=tenant_b");
        await scene.CopyAsync();
        await scene.HoldsAsync(Both, "a|7", "b|1", "b|2");
        // What the search path finds is meant by a bare name, wherever it stands in it.
        scene.By(target: scene.Target.Url + "?search_path=public,tenant_a");
        await scene.CopyAsync();
        await scene.HoldsAsync(Both, "a|1", "a|2", "b|1", "b|2");
    }

    /// <summary>Every command refuses both, and names both and the table.</summary>
    private static async Task AssertRefusedAsync(Scene scene, params string[] models)
    {
        string[] names = [.. models, "orders"];
        await scene.RefusesAsync("PID1209", names);
        await scene.RefusesSyncAsync("PID1209", names);
        await scene.RefusesClearAsync("PID1209", names);
        var counted = await Assert.ThrowsAsync<Failures.MigrationException>(async () =>
        {
            await foreach (var count in scene.Session.CountAsync([], TestContext.Current.CancellationToken))
                Assert.NotNull(count);
        });
        Assert.Equal("PID1209", counted.Code);
        await scene.HoldsAsync("SELECT id FROM orders;", "7");
    }
}
