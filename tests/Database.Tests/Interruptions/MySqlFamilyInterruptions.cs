using PidMigration.Database.Tests.BadInput;
using PidMigration.Database.Tests.Contracts;
using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Interruptions;

[Collection(Isolated.Name)]
public abstract class MySqlFamilyInterruptions<TServer> : ServerInterruptionContract<TServer>
    where TServer : MySqlFamilyServer, new()
{
    private protected override string ShortLockTimeout => "SET lock_wait_timeout = 1; ";

    [Fact]
    public async Task A_server_set_to_read_only_fails_the_copy()
    {
        await using var fixture = await InterruptionFixture.MakeAsync(Server);
        await using var user = await MakeUserAsync(fixture);
        var before = await fixture.Source.NumberAsync("SELECT @@GLOBAL.read_only;");
        try
        {
            // The other models can't be written either.
            var outcome = await fixture.CopyAsync(
                () => fixture.Source.RunAsync("SET GLOBAL read_only = ON;"),
                fixture.Session(user.Address.UrlOf(fixture.Target.Name))
            );
            Assert.Equal("PID1303", outcome.Errors["a_long"].Code);
            Assert.All(outcome.Errors.Values, e => Assert.DoesNotContain('\n', e.Message));
            Assert.Equal(outcome["a_long"].Rows, await fixture.Target.CountAsync(InterruptionFixture.Long));
        }
        finally
        {
            await fixture.Source.RunAsync($"SET GLOBAL read_only = {before};");
        }

        await fixture.AssertResumesAsync();
    }

    private protected override async Task<TestUser> MakeUserAsync(InterruptionFixture fixture)
    {
        var address = Server.Address with { User = TestServer.NewName(), Password = "sesame" };
        var grants = InterruptionFixture
            .Tables.Select(t => t.Name)
            .Append("pidmigration_ledger")
            .Select(t =>
                $"GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, ALTER, INDEX, REFERENCES ON {t} TO "
                + $"{address.User};"
            );
        await fixture.Target.RunAsync(
            $"CREATE USER {address.User} IDENTIFIED BY '{address.Password}'; GRANT CREATE TEMPORARY TABLES "
                + $"ON {fixture.Target.Name}.* TO {address.User}; {string.Join(' ', grants)}"
        );
        return new TestUser(address, () => fixture.Source.RunAsync($"DROP USER {address.User};"));
    }
}

public sealed class Interruptions_on_MariaDb : MySqlFamilyInterruptions<MariaDbServer>;

public sealed class Interruptions_on_MySql : MySqlFamilyInterruptions<MySqlServer>;
