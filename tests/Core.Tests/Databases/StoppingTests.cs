using PidMigration.Databases;

namespace PidMigration.Core.Tests.Databases;

public sealed class StoppingTests
{
    /// <summary>Two sides that fail in the same moment: the one that is stopped has just ended, and its driver says so.</summary>
    [Fact]
    public async Task What_has_ended_in_the_same_moment_does_not_hide_why_it_is_stopped()
    {
        using var source = new CancellationTokenSource();
        var stopped = 0;
        using var first = ServerCancellation.Register(() => throw new ObjectDisposedException("COPY"), source.Token);
        using var second = ServerCancellation.Register(() => stopped++, source.Token);
        await source.CancelAsync();
        Assert.Equal(1, stopped);
    }
}
