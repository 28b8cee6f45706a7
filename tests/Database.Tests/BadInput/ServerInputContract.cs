using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Servers;
using PidMigration.Databases;
using PidMigration.Sessions;

namespace PidMigration.Database.Tests.BadInput;

/// <summary>What can be wrong with the way to a server, and with what a user may do there.</summary>
public abstract class ServerInputContract<TServer> : BadInputContract<TServer>
    where TServer : TestServer, new()
{
    private protected const string OtherPassword = "Sesame/ö@:?#%";

    private protected abstract ServerAddress Address { get; }

    private protected override IEnumerable<string> OtherNames(TestDatabase database) =>
        [
            database.Url,
            (Address with { Host = "localhost" }).UrlOf(database.Name),
            (Address with { Host = "127.0.0.1" }).UrlOf(database.Name),
        ];

    [Fact]
    public async Task An_unreachable_server_is_an_error()
    {
        await using var pair = await RefusalFixture.MakeAsync(Server);
        (string Code, string Url)[] ways =
        [
            ("PID1101", (Address with { Host = "no-such-host.invalid" }).UrlOf(pair.Source.Name)),
            ("PID1102", (Address with { Port = 1 }).UrlOf(pair.Source.Name)),
            ("PID1103", (Address with { Password = OtherPassword }).UrlOf(pair.Source.Name)),
            ("PID1103", (Address with { User = "nobody_of_that_name" }).UrlOf(pair.Source.Name)),
            ("PID1104", Address.UrlOf("no_such_database")),
        ];
        foreach (var (code, url) in ways)
        {
            await pair.AssertAsync(code, source: url);
            await pair.AssertAsync(code, target: url);
        }
    }

    [Fact]
    public async Task A_user_without_rights_is_refused()
    {
        await using var pair = await RefusalFixture.MakeAsync(Server);
        await using var user = await MakeUserAsync(pair.Source, pair.Target);
        var (source, target) = (user.Address.UrlOf(pair.Source.Name), user.Address.UrlOf(pair.Target.Name));
        await GrantAsync(pair.Source, "INSERT", user);
        await GrantAsync(pair.Target, "SELECT", user);
        await pair.AssertAsync("PID1301", source: source);
        await pair.AssertAsync("PID1302", target: target);

        await GrantAsync(pair.Source, "SELECT", user);
        await GrantAsync(pair.Target, "INSERT, DELETE", user);
        var session = new MigrationSession(AddressParser.Parse(source), AddressParser.Parse(target));
        await LedgerTable.MakeAsync(session, pair.Target, []);
        await GrantAsync(pair.Target, "SELECT, INSERT, UPDATE, DELETE", user);
        (await ProductCopy.CopyAsync(session, new(), [], null)).AssertAllCopied();
        Assert.Equal(["a", "b", "c"], await pair.Target.LinesAsync("SELECT name FROM thing ORDER BY id;"));
    }

    /// <summary>A user who may do nothing yet.</summary>
    private protected abstract Task<TestUser> MakeUserAsync(params IReadOnlyList<TestDatabase> databases);

    private protected abstract Task GrantAsync(TestDatabase database, string rights, TestUser user);
}
