using PidMigration.Database.Tests.BadInput;
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
