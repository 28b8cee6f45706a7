using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace PidMigration.Events;

/// <summary>Work that reports events while it runs, as a stream that ends with it.</summary>
internal static class EventStream
{
    /// <summary>
    /// Starts the work and yields what it reports. An error of the work is thrown where its events end. When the work
    /// is cancelled, its last events are still waited for; a caller that stops reading cancels it.
    /// </summary>
    /// <param name="work">Writes the events; it need not complete the channel.</param>
    /// <param name="capacity">How many events may wait to be read before the work waits; null for any number.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    public static async IAsyncEnumerable<T> RunAsync<T>(
        Func<ChannelWriter<T>, CancellationToken, Task> work,
        int? capacity,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var events = capacity is { } most
            ? Channel.CreateBounded<T>(new BoundedChannelOptions(most) { SingleReader = true })
            : Channel.CreateUnbounded<T>(new UnboundedChannelOptions { SingleReader = true });
        var running = Task.Run(() => CompleteAsync(work, events.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var e in events.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
                yield return e;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await running.ConfigureAwait(false);
        }
    }

    private static async Task CompleteAsync<T>(
        Func<ChannelWriter<T>, CancellationToken, Task> work,
        ChannelWriter<T> events,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await work(events, cancellationToken).ConfigureAwait(false);
            events.Complete();
        }
        catch (Exception e)
        {
            events.Complete(e);
        }
    }
}
