using System.Net;
using System.Net.Sockets;
using Npgsql;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Sessions;

namespace PidMigration.Core.Tests.Sessions;

public sealed class MigrationSessionTests
{
    private static readonly NpgsqlException Broken = new(
        "Exception while reading from stream",
        new EndOfStreamException()
    );

    [Fact]
    public void A_broken_connection_is_attributed_to_its_server()
    {
        var error = Session("postgresql://anna:secret@old/pid", "mysql://anna:secret@new/pid")
            .TranslateConnectionLoss(Broken);
        Assert.Equal("PID1106", error?.Code);
        Assert.Contains("postgresql://anna@old", error!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("mysql", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_connection_names_both_servers_of_one_engine()
    {
        var error = Session("postgresql://anna@old/pid", "postgresql://anna@new/pid").TranslateConnectionLoss(Broken);
        Assert.Contains("postgresql://anna@old", error!.Message, StringComparison.Ordinal);
        Assert.Contains("postgresql://anna@new", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_that_is_no_lost_connection_is_not_translated() =>
        Assert.Null(
            Session("postgresql://anna@old/pid", "mysql://anna@new/pid")
                .TranslateConnectionLoss(new NpgsqlException("something else"))
        );

    [Theory]
    [InlineData("mysql", "postgresql")]
    [InlineData("postgresql", "mysql")]
    public async Task A_silent_server_does_not_delay_a_stop_or_an_error(string source, string target)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        string Address(string engine, int port) => $"{engine}://anna@127.0.0.1:{port}/pid?sslmode=disable";
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;

        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(0.5));
        var stopped = Session(Address(source, port), Address(target, port)).ProbeAsync(stop.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            stopped.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken)
        );

        var refused = Session(Address(source, 1), Address(target, port))
            .ProbeAsync(TestContext.Current.CancellationToken);
        var error = await Assert.ThrowsAsync<MigrationException>(() =>
            refused.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken)
        );
        Assert.Equal("PID1102", error.Code);
    }

    private static MigrationSession Session(string source, string target) =>
        new(AddressParser.Parse(source), AddressParser.Parse(target));
}
