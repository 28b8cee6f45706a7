using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.BadInput;

/// <summary>A user of one test, and how to be rid of it.</summary>
public sealed class TestUser(ServerAddress address, Func<Task> drop) : IAsyncDisposable
{
    public ServerAddress Address { get; } = address;

    public async ValueTask DisposeAsync() => await drop();
}
