using System.Data.Common;
using System.Net.Sockets;

namespace PidMigration.Databases.Resilience;

/// <summary>
/// Closes what is broken or no longer wanted: a dead connection may take its time, and has nothing to say that wasn't
/// said.
/// </summary>
internal static class BestEffortDisposal
{
    private static readonly TimeSpan DisposeTimeout = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Opens a connection. Who cancels that doesn't wait for a server that took the call and says nothing.
    /// </summary>
    public static async Task OpenCancellableAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var opening = connection.OpenAsync(cancellationToken);
        try
        {
            await opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _ = opening.ContinueWith(
                _ => InBackground(connection),
                CancellationToken.None,
                TaskContinuationOptions.None,
                TaskScheduler.Default
            );
            throw;
        }
    }

    /// <summary>Closes it sooner or later, without anybody waiting for it.</summary>
    public static void InBackground(IAsyncDisposable broken) => _ = Task.Run(() => DisposeAsync(broken));

    /// <summary>Closes it, and waits a moment for that.</summary>
    public static Task WithTimeoutAsync(IAsyncDisposable broken) =>
        Task.WhenAny(Task.Run(() => DisposeAsync(broken)), Task.Delay(DisposeTimeout));

    private static async Task DisposeAsync(IAsyncDisposable broken)
    {
        try
        {
            await broken.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception e)
            when (e
                    is DbException
                        or IOException
                        or InvalidOperationException
                        or SocketException
                        or OperationCanceledException
                        or NullReferenceException
            )
        {
            // It was broken before, and the caller that met the error has reported it.
        }
    }
}
