using PidMigration.Database.Tests.BadInput;
using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Servers;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Sessions;

namespace PidMigration.Database.Tests.Counters;

/// <summary>A right that is missing is an error that names the thing, and nothing is guessed.</summary>
public sealed class Counters_without_the_right
{
    [Fact]
    public async Task A_missing_right_on_a_PostgreSql_sequence_is_named()
    {
        var server = new PostgreSqlServer();
        server.Need();
        await using var source = await MakeAsync(server);
        await using var target = await MakeAsync(server);
        await source.RunAsync("SELECT setval('s', 40);");
        var address = server.Address with { User = TestServer.NewName(), Password = "Sesame/ö@:?#%" };
        await source.RunAsync($"CREATE ROLE {address.User} LOGIN PASSWORD '{address.Password}';");
        await using var user = new TestUser(
            address,
            async () =>
            {
                foreach (var database in (TestDatabase[])[source, target])
                    await database.RunAsync($"DROP OWNED BY {address.User};");
                await source.RunAsync($"DROP ROLE {address.User};");
            }
        );
        var session = new MigrationSession(
            AddressParser.Parse(address.UrlOf(source.Name)),
            AddressParser.Parse(address.UrlOf(target.Name))
        );

        await source.RunAsync($"GRANT SELECT ON ticket TO {address.User};");
        await target.RunAsync($"GRANT SELECT ON ticket TO {address.User};");
        await AssertAsync(session, "PID1301", "the sequence s");
        await source.RunAsync($"GRANT SELECT ON SEQUENCE s TO {address.User};");
        // Another table that draws from the target's sequence holds keys that count, and so does its like in the
        // source.
        foreach (var database in (TestDatabase[])[source, target])
        {
            await AssertAsync(
                session,
                "PID1301",
                $"the table other in "
                    + $"postgresql://{address.User}@{server.Address.Host}:{server.Address.Port}/{database.Name}"
            );
            await database.RunAsync($"GRANT SELECT ON other TO {address.User};");
        }

        await AssertAsync(session, "PID1701", "the sequence s ");
        await target.RunAsync($"GRANT SELECT ON SEQUENCE s TO {address.User};");
        await AssertAsync(session, "PID1701", "the sequence s ");
        await target.RunAsync($"GRANT UPDATE ON SEQUENCE s TO {address.User};");
        Assert.Equal(40, Assert.Single((await ProductCopy.RaiseWithRemarksAsync(session, "ticket")).Raised).New);
    }

    [Fact]
    public async Task A_missing_right_on_a_MariaDb_sequence_is_named()
    {
        var server = new MariaDbServer();
        server.Need();
        await using var source = await MakeAsync(server);
        await using var target = await MakeAsync(server);
        await source.RunAsync("SELECT setval(s, 40);");
        await using var user = await MySqlUser.MakeAsync(server.Address, source);
        var session = new MigrationSession(
            AddressParser.Parse(user.Address.UrlOf(source.Name)),
            AddressParser.Parse(user.Address.UrlOf(target.Name))
        );

        await source.RunAsync($"GRANT SELECT ON ticket TO {user.Address.User};");
        await MySqlUser.GrantAsync(target, "SELECT", user);
        var error = await Assert.ThrowsAsync<MigrationException>(() =>
            ProductCopy.RaiseWithRemarksAsync(session, "ticket")
        );
        Assert.Equal("PID1301", error.Code);
        Assert.Contains("the sequence s", error.Message, StringComparison.Ordinal);
        await source.RunAsync($"GRANT SELECT ON s TO {user.Address.User};");
        await AssertAsync(session, "PID1701", "the sequence s ");
        await target.RunAsync($"GRANT INSERT ON s TO {user.Address.User};");
        Assert.Equal(40, Assert.Single((await ProductCopy.RaiseWithRemarksAsync(session, "ticket")).Raised).New);
    }

    [Fact]
    public async Task The_right_to_lock_tables_is_not_needed()
    {
        var server = new MariaDbServer();
        server.Need();
        await using var source = await server.CreateAsync();
        await using var target = await server.CreateAsync();
        foreach (var database in (TestDatabase[])[source, target])
            await database.RunAsync(
                "CREATE TABLE ticket (id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY, note varchar(20));"
            );
        await source.RunAsync("ALTER TABLE ticket AUTO_INCREMENT = 41;");
        await using var user = await MySqlUser.MakeAsync(server.Address, target);
        var session = new MigrationSession(source.Address, AddressParser.Parse(user.Address.UrlOf(target.Name)));
        await MySqlUser.GrantAsync(target, "SELECT", user);
        await AssertAsync(session, "PID1701", "ticket.id");
        await MySqlUser.GrantAsync(target, "ALTER", user);
        Assert.Equal(40, Assert.Single((await ProductCopy.RaiseWithRemarksAsync(session, "ticket")).Raised).New);
    }

    private static async Task AssertAsync(MigrationSession session, string code, string thing)
    {
        var error = await Assert.ThrowsAsync<MigrationException>(() =>
            ProductCopy.RaiseWithRemarksAsync(session, "ticket")
        );
        Assert.Equal(
            (code, true, false),
            (
                error.Code,
                error.Message.Contains(thing, StringComparison.Ordinal),
                error.Message.Contains('\n', StringComparison.Ordinal)
            )
        );
    }

    private static async Task<TestDatabase> MakeAsync(TestServer server)
    {
        var database = await server.CreateAsync();
        await database.RunAsync(
            SequenceSql.Create(server, "s")
                + SequenceSql.Table(server, "ticket", "s")
                + SequenceSql.Table(server, "other", "s")
        );
        return database;
    }
}
