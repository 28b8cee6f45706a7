using PidMigration.Database.Tests.BadInput;
using PidMigration.Database.Tests.Contracts;
using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Interruptions;

/// <summary>What only a server's administrator can do to a copy.</summary>
public abstract class ServerInterruptionContract<TServer> : InterruptionContract<TServer>
    where TServer : TestServer, new()
{
    [Fact]
    public async Task A_right_revoked_during_the_copy_fails_its_model()
    {
        await using var fixture = await InterruptionFixture.MakeAsync(Server);
        await using var user = await MakeUserAsync(fixture);
        var outcome = await fixture.CopyAsync(
            () => fixture.Target.RunAsync($"REVOKE INSERT ON a_long FROM {user.Address.User};"),
            fixture.Session(user.Address.UrlOf(fixture.Target.Name))
        );
        var error = await fixture.AssertFailedAsync(outcome, "PID1302", "a_long");
        Assert.Contains("Grant SELECT, INSERT and DELETE", error.Message, StringComparison.Ordinal);
        await fixture.AssertResumesAsync();
    }

    /// <summary>A user who may do to each table of the target, and the ledger, what a copy needs.</summary>
    private protected abstract Task<TestUser> MakeUserAsync(InterruptionFixture fixture);
}

public sealed class Interruptions_on_PostgreSql : ServerInterruptionContract<PostgreSqlServer>
{
    private protected override string ShortLockTimeout => "SET lock_timeout = '300ms'; ";

    [Fact]
    public async Task A_target_that_fails_over_to_a_read_only_replica_fails_the_copy()
    {
        await using var fixture = await InterruptionFixture.MakeAsync(Server);
        var name = fixture.Target.Name;
        var outcome = await fixture.CopyAsync(() =>
            fixture.Source.RunAsync(
                $"ALTER DATABASE {name} SET default_transaction_read_only = on; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}' AND pid <> pg_backend_pid();"
            )
        );
        Assert.Equal("PID1303", outcome.Errors["a_long"].Code);
        Assert.All(outcome.Errors.Values, e => Assert.DoesNotContain('\n', e.Message));
        await fixture.Source.RunAsync($"ALTER DATABASE {name} RESET default_transaction_read_only;");
        Assert.Equal(outcome["a_long"].Rows, await fixture.Target.CountAsync(InterruptionFixture.Long));
        await fixture.AssertResumesAsync();
    }

    private protected override async Task<TestUser> MakeUserAsync(InterruptionFixture fixture)
    {
        var address = Server.Address with { User = TestServer.NewName(), Password = "sesame" };
        var target = fixture.Target;
        await target.RunAsync(
            $"CREATE ROLE {address.User} LOGIN PASSWORD '{address.Password}'; GRANT CREATE ON SCHEMA public TO {address.User}; GRANT SET ON PARAMETER session_replication_role TO {address.User}; "
                + $"GRANT SELECT, INSERT, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA public TO {address.User};"
        );
        return new TestUser(
            address,
            () =>
                target.RunAsync(
                    $"REASSIGN OWNED BY {address.User} TO CURRENT_USER; REVOKE ALL ON PARAMETER session_replication_role FROM {address.User}; DROP OWNED BY {address.User}; DROP ROLE {address.User};"
                )
        );
    }
}

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
                $"GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, ALTER, INDEX, REFERENCES ON {t} TO {address.User};"
            );
        await fixture.Target.RunAsync(
            $"CREATE USER {address.User} IDENTIFIED BY '{address.Password}'; GRANT CREATE TEMPORARY TABLES ON {fixture.Target.Name}.* TO {address.User}; {string.Join(' ', grants)}"
        );
        return new TestUser(address, () => fixture.Source.RunAsync($"DROP USER {address.User};"));
    }
}

public sealed class Interruptions_on_MariaDb : MySqlFamilyInterruptions<MariaDbServer>;

public sealed class Interruptions_on_MySql : MySqlFamilyInterruptions<MySqlServer>;
