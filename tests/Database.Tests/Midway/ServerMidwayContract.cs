using PidMigration.Database.Tests.BadInput;
using PidMigration.Database.Tests.Contracts;
using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Midway;

/// <summary>What only a server's administrator can do to a copy.</summary>
public abstract class ServerMidwayContract<TServer> : MidwayContract<TServer>
    where TServer : TestServer, new()
{
    [Fact]
    public async Task The_right_to_write_is_revoked()
    {
        await using var scene = await Scene.MakeAsync(Server);
        await using var user = await MakeUserAsync(scene);
        var outcome = await scene.CopyAsync(
            () => scene.Target.RunAsync($"REVOKE INSERT ON a_long FROM {user.Address.User};"),
            scene.Session(user.Address.UrlOf(scene.Target.Name))
        );
        var error = await scene.AssertFailedAsync(outcome, "PID1302", "a_long");
        Assert.Contains("Grant SELECT, INSERT and DELETE", error.Message, StringComparison.Ordinal);
        await scene.AssertResumesAsync();
    }

    /// <summary>A user who may do to each table of the target, and the ledger, what a copy needs.</summary>
    private protected abstract Task<TestUser> MakeUserAsync(Scene scene);
}

public sealed class Midway_on_PostgreSql : ServerMidwayContract<PostgreSqlServer>
{
    private protected override string Impatient => "SET lock_timeout = '300ms'; ";

    [Fact]
    public async Task The_target_turns_read_only_by_a_failover()
    {
        await using var scene = await Scene.MakeAsync(Server);
        var name = scene.Target.Name;
        var outcome = await scene.CopyAsync(() =>
            scene.Source.RunAsync(
                $"ALTER DATABASE {name} SET default_transaction_read_only = on; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}' AND pid <> pg_backend_pid();"
            )
        );
        Assert.Equal("PID1303", outcome.Errors["a_long"].Code);
        Assert.All(outcome.Errors.Values, e => Assert.DoesNotContain('\n', e.Message));
        await scene.Source.RunAsync($"ALTER DATABASE {name} RESET default_transaction_read_only;");
        Assert.Equal(outcome["a_long"].Rows, await scene.Target.CountAsync(Scene.Long));
        await scene.AssertResumesAsync();
    }

    private protected override async Task<TestUser> MakeUserAsync(Scene scene)
    {
        var address = Server.Address with { User = TestServer.NewName(), Password = "sesame" };
        var target = scene.Target;
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

[Collection(Alone.Name)]
public abstract class MySqlFamilyMidway<TServer> : ServerMidwayContract<TServer>
    where TServer : MySqlFamilyServer, new()
{
    private protected override string Impatient => "SET lock_wait_timeout = 1; ";

    [Fact]
    public async Task The_server_turns_read_only()
    {
        await using var scene = await Scene.MakeAsync(Server);
        await using var user = await MakeUserAsync(scene);
        var before = await scene.Source.NumberAsync("SELECT @@GLOBAL.read_only;");
        try
        {
            // The other models can't be written either.
            var outcome = await scene.CopyAsync(
                () => scene.Source.RunAsync("SET GLOBAL read_only = ON;"),
                scene.Session(user.Address.UrlOf(scene.Target.Name))
            );
            Assert.Equal("PID1303", outcome.Errors["a_long"].Code);
            Assert.All(outcome.Errors.Values, e => Assert.DoesNotContain('\n', e.Message));
            Assert.Equal(outcome["a_long"].Rows, await scene.Target.CountAsync(Scene.Long));
        }
        finally
        {
            await scene.Source.RunAsync($"SET GLOBAL read_only = {before};");
        }

        await scene.AssertResumesAsync();
    }

    private protected override async Task<TestUser> MakeUserAsync(Scene scene)
    {
        var address = Server.Address with { User = TestServer.NewName(), Password = "sesame" };
        var grants = Scene
            .Tables.Select(t => t.Name)
            .Append("pidmigration_ledger")
            .Select(t =>
                $"GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, ALTER, INDEX, REFERENCES ON {t} TO {address.User};"
            );
        await scene.Target.RunAsync(
            $"CREATE USER {address.User} IDENTIFIED BY '{address.Password}'; GRANT CREATE TEMPORARY TABLES ON {scene.Target.Name}.* TO {address.User}; {string.Join(' ', grants)}"
        );
        return new TestUser(address, () => scene.Source.RunAsync($"DROP USER {address.User};"));
    }
}

public sealed class Midway_on_MariaDb : MySqlFamilyMidway<MariaDbServer>;

public sealed class Midway_on_MySql : MySqlFamilyMidway<MySqlServer>;
