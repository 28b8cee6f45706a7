using PidMigration.Failures;

namespace PidMigration.Databases;

/// <summary>
/// How long a server may stay silent before its connection counts as dead. It holds no state: any number of tasks may
/// use it.
/// </summary>
/// <param name="limit">The time; null for no limit.</param>
internal sealed class StallTimeout(TimeSpan? limit)
{
    /// <summary>What a driver gets to cancel a statement in good order before its task is left alone.</summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// Waits for work, no longer than the limit. The token of work that comes too late is canceled: it may change
    /// nothing any more.
    /// </summary>
    /// <exception cref="MigrationException">PID1911: nothing came in time.</exception>
    public async Task<T> RunAsync<T>(
        Func<CancellationToken, Task<T>> work,
        DatabaseAddress address,
        CancellationToken cancellationToken
    )
    {
        if (limit is not { } most)
            return await work(cancellationToken).ConfigureAwait(false);
        using var stall = new CancellationTokenSource(most, Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stall.Token);
        // In a task of its own: a driver that doesn't return from a call at all must not keep us either.
        var running = Task.Run(() => work(stop.Token), CancellationToken.None);
        try
        {
            return await running.WaitAsync(most + Grace, Time, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e)
            when (stall.IsCancellationRequested
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

    /// <summary>The same for work that blocks its thread.</summary>
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
