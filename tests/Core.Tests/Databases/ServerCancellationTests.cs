using PidMigration.Databases;
using PidMigration.Databases.Resilience;

namespace PidMigration.Core.Tests.Databases;

public sealed class ServerCancellationTests
{
    /// <summary>
    /// Two sides that fail in the same moment: the one that is stopped has just ended, and its driver says so.
    /// </summary>
    [Fact]
    public async Task A_side_that_ends_at_the_same_moment_does_not_hide_the_first_error()
    {
        using var source = new CancellationTokenSource();
        var stopped = 0;
        using var first = ServerCancellation.Register(() => throw new ObjectDisposedException("COPY"), source.Token);
        using var second = ServerCancellation.Register(() => stopped++, source.Token);
        await source.CancelAsync();
        Assert.Equal(1, stopped);
    }
}
