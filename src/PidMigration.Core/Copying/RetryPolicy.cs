using System.Runtime.ExceptionServices;
using Polly;
using Polly.Retry;

namespace PidMigration.Copying;

/// <summary>Tries again what failed for a moment's reasons, with growing pauses.</summary>
/// <param name="count">How often in a row without any progress; 0 for never.</param>
/// <param name="delay">The first pause; each one is about twice the one before, half a minute at most.</param>
/// <param name="isTransient">Whether it may go well another time.</param>
/// <param name="told">Hears of each failure that is tried again.</param>
internal sealed class RetryPolicy(int count, TimeSpan delay, Func<Exception, bool> isTransient, Action<Exception> told)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Does the work until it is done.</summary>
    /// <param name="work">The work; each time it goes on where it was.</param>
    /// <param name="recover">What is done before it is tried again; may fail for a moment's reasons itself.</param>
    /// <param name="progress">A number that grows with what is done for good: then the count begins anew.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task RunAsync(
        Func<CancellationToken, Task> work,
        Func<CancellationToken, Task> recover,
        Func<long> progress,
        CancellationToken cancellationToken
    )
    {
        var reached = progress();
        ExceptionDispatchInfo first;
        try
        {
            await work(cancellationToken).ConfigureAwait(false);
            return;
        }
        catch (Exception e) when (count > 0 && Handles(e, cancellationToken))
        {
            first = ExceptionDispatchInfo.Capture(e);
        }

        await RepeatAsync(first, reached, work, recover, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Goes on where the first time has failed. Most work never comes here, so what counts and waits is made no earlier.</summary>
    private async Task RepeatAsync(
        ExceptionDispatchInfo? first,
        long reached,
        Func<CancellationToken, Task> work,
        Func<CancellationToken, Task> recover,
        Func<long> progress,
        CancellationToken cancellationToken
    )
    {
        var pipeline = new ResiliencePipelineBuilder()
            .AddRetry(
                new RetryStrategyOptions
                {
                    MaxRetryAttempts = count,
                    Delay = delay,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    MaxDelay = delay > LongestPause ? delay : LongestPause,
                    ShouldHandle = args =>
                        ValueTask.FromResult(args.Outcome.Exception is { } e && Handles(e, cancellationToken)),
                    OnRetry = args =>
                    {
                        told(args.Outcome.Exception!);
                        return ValueTask.CompletedTask;
                    },
                }
            )
            .Build();
        for (var moved = true; moved; )
        {
            moved = false;
            await pipeline
                .ExecuteAsync(
                    async stop =>
                    {
                        var failure = first;
                        first = null;
                        if (failure is null)
                        {
                            await recover(stop).ConfigureAwait(false);
                            reached = progress();
                        }

                        try
                        {
                            failure?.Throw();
                            await work(stop).ConfigureAwait(false);
                        }
                        catch (Exception e) when (Handles(e, cancellationToken) && progress() > reached)
                        {
                            moved = true;
                            told(e);
                        }
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (moved)
                await Task.Delay(delay, cancellationToken).ConfigureAwait(false);
        }
    }

    private bool Handles(Exception failure, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested && isTransient(failure);
}
