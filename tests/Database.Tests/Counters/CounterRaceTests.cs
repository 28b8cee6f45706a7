using PidMigration.Database.Tests.Servers;
using PidMigration.Databases;

namespace PidMigration.Database.Tests.Counters;

/// <summary>
/// An application draws numbers while the counter is raised, time and again by just so much that it comes by meanwhile:
/// no number comes twice.
/// </summary>
public sealed class Counters_raised_while_others_draw
{
    private const string Auto =
        "CREATE TABLE ticket (id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY, note varchar(20));";

    // What is drawn is a row, and gone at once: its number alone says that it was there.
    private const string AutoDraw =
        "INSERT INTO ticket (note) VALUES ('x'); INSERT INTO drawn SELECT id FROM ticket; DELETE FROM ticket;\n";

    public static TheoryData<TestServer, string, string, int, int[]> Targets =>
        new()
        {
            {
                new PostgreSqlServer(),
                "CREATE SEQUENCE s; CREATE TABLE ticket (id bigint PRIMARY KEY DEFAULT nextval('s'), note "
                    + "varchar(20));",
                "INSERT INTO drawn SELECT nextval('s') FROM generate_series(1, 10000);\n",
                30,
                [1, 20, 300, 120_000]
            },
            {
                new MariaDbServer(),
                "CREATE SEQUENCE s; CREATE TABLE ticket (id bigint NOT NULL PRIMARY KEY DEFAULT nextval(s), "
                    + "note varchar(20));",
                "INSERT INTO drawn SELECT nextval(s) FROM seq_1_to_10000;\n",
                30,
                [1, 20, 300, 120_000]
            },
            { new MariaDbServer(), Auto, AutoDraw, 150, [1, 2, 5] },
            { new MySqlServer(), Auto, AutoDraw, 150, [1, 2, 5] },
        };

    [Theory, MemberData(nameof(Targets), DisableDiscoveryEnumeration = true)]
    public async Task No_number_is_issued_twice_during_a_raise(
        TestServer server,
        string tables,
        string draw,
        int times,
        int[] gaps
    )
    {
        server.Need();
        var token = TestContext.Current.CancellationToken;
        await using var database = await server.CreateAsync();
        await database.RunAsync("CREATE TABLE drawn (n bigint NOT NULL PRIMARY KEY);" + tables);
        var opened = new Databases.Database(database.Address);
        var table = (await opened.ReadCatalogAsync(token)).Find(new(null, "ticket"))!;
        await using var target = await opened.OpenTargetAsync(token);
        // The key would be refused, and the client would fail, if a number came again.
        var drawing = database.RunAsync(string.Concat(Enumerable.Repeat(draw, times)));
        var raises = 0;
        while (!drawing.IsCompleted)
        {
            var (stands, _) = await target.RaiseCounterAsync(table, table.Counters[0], null, token);
            var wanted = stands + gaps[raises++ % gaps.Length];
            var (_, now) = await target.RaiseCounterAsync(table, table.Counters[0], wanted, token);
            Assert.True(now >= wanted, $"{now} is less than {wanted}.");
        }

        await drawing;
        Assert.True(raises > 20, $"The application was done after {raises} raises.");
    }
}
