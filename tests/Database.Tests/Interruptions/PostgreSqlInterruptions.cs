using PidMigration.Database.Tests.BadInput;
using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Interruptions;

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
                $"ALTER DATABASE {name} SET default_transaction_read_only = on; SELECT "
                    + $"pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}' AND pid <> "
                    + $"pg_backend_pid();"
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
            $"CREATE ROLE {address.User} LOGIN PASSWORD '{address.Password}'; GRANT CREATE ON SCHEMA public "
                + $"TO {address.User}; GRANT SET ON PARAMETER session_replication_role TO "
                + $"{address.User}; "
                + $"GRANT SELECT, INSERT, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA public "
                + $"TO {address.User};"
        );
        return new TestUser(
            address,
            () =>
                target.RunAsync(
                    $"REASSIGN OWNED BY {address.User} TO CURRENT_USER; REVOKE ALL ON PARAMETER "
                        + $"session_replication_role FROM {address.User}; DROP OWNED BY {address.User}; DROP "
                        + $"ROLE {address.User};"
                )
        );
    }
}
