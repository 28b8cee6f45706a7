using PidMigration.Databases;

namespace PidMigration.Core.Tests.Databases;

public sealed class OpenedTogetherTests
{
    [Fact]
    public async Task What_was_opened_is_closed_in_reverse_order_when_a_later_step_fails()
    {
        var closed = new List<string>();
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await using var opened = new OpenedTogether();
            opened.Add(new Resource("source", closed));
            opened.Add(new Resource("target", closed));
            throw new InvalidOperationException();
        });
        Assert.Equal(["target", "source"], closed);
    }

    [Fact]
    public async Task What_is_kept_stays_open()
    {
        var closed = new List<string>();
        await using (var opened = new OpenedTogether())
        {
            opened.Add(new Resource("source", closed));
            opened.Keep();
        }

        Assert.Empty(closed);
    }

    private sealed class Resource(string name, List<string> closed) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            closed.Add(name);
            return ValueTask.CompletedTask;
        }
    }
}
