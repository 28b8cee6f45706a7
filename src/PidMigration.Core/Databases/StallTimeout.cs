using PidMigration.Databases;
using PidMigration.Failures;

namespace PidMigration.Databases;

/// <summary>How long a server may say nothing before its connection counts as dead.</summary>
internal sealed class StallTimeout(TimeSpan? limit)
{
    /// <summary>What a driver gets to cancel a statement in good order before its task is left alone.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Waits for work, no longer than the limit. What comes too late may not change anything any more: its token is cancelled.</summary>
    /// <exception cref="MigrationException">PID1911: nothing came in time.</exception>
    public async Task<T> RunAsync<T>(
        Func<CancellationToken, Task<T>> work,
        DatabaseAddress address,
        CancellationToken cancellationToken
    )
    {
        if (limit is not { } most)
            return await work(cancellationToken).ConfigureAwait(false);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(most);
        // Elsewhere: a driver that doesn't return from a call at all must not keep us either.
        var running = Task.Run(() => work(stop.Token), CancellationToken.None);
        try
        {
            return await running.WaitAsync(most + Grace, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e)
            when (stop.IsCancellationRequested
                && !cancellationToken.IsCancellationRequested
                && e is not MigrationException
            )
        {
            _ = running.ContinueWith(
                t => t.Exception,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted,
                TaskScheduler.Default
            );
            throw LedgerErrors.Stalled(address.ToString(), most, e);
        }
    }

    /// <summary>The same for work that the thread itself waits for.</summary>
    public Task RunAsync(
        Action<CancellationToken> work,
        DatabaseAddress address,
        CancellationToken cancellationToken
    ) =>
        RunAsync(
            stop =>
            {
                work(stop);
                return Task.FromResult(true);
            },
            address,
            cancellationToken
        );

    /// <summary>The same for work without a result.</summary>
    public Task RunAsync(
        Func<CancellationToken, Task> work,
        DatabaseAddress address,
        CancellationToken cancellationToken
    ) =>
        RunAsync(
            async stop =>
            {
                await work(stop).ConfigureAwait(false);
                return true;
            },
            address,
            cancellationToken
        );
}
