namespace PidMigration.Copying;

/// <summary>
/// Retries work that failed for a transient reason, with exponential back-off. Work that made progress starts the count
/// again.
/// </summary>
/// <param name="maxRetries">How often work is retried without progress; 0 for never.</param>
/// <param name="delay">The first pause; each one is about twice the one before, <see cref="LongestPause"/> at
/// most.</param>
/// <param name="isTransient">Whether a retry may help.</param>
/// <param name="onRetry">Called with each failure that is retried.</param>
internal sealed class RetryPolicy(
    int maxRetries,
    TimeSpan delay,
    Predicate<Exception> isTransient,
    Action<Exception> onRetry
)
{
    /// <summary>No pause is longer, unless the first one is.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How far a pause may be from its nominal length, so that models which failed together don't come back together.
    /// </summary>
    private const double Jitter = 0.25;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where the jitter comes from: a number from 0 to 1.</summary>
    public Func<double> Random { get; init; } = System.Random.Shared.NextDouble;

    /// <summary>Runs the work until it succeeds.</summary>
    /// <param name="work">The work; each time it resumes where it was.</param>
    /// <param name="recover">Runs before each retry. It may itself fail for a transient reason; that counts like a
    /// failure of the work.</param>
    /// <param name="progress">A number that grows with what is done for good.</param>
    /// <param name="cancellationToken">Stops it; nothing is retried then.</param>
    /// <exception cref="Exception">The first failure that isn't transient, or the last one.</exception>
    public async Task RunAsync(
        Func<CancellationToken, Task> work,
        Func<CancellationToken, Task> recover,
        Func<long> progress,
        CancellationToken cancellationToken
    )
    {
        var failures = 0;
        for (var isRetry = false; ; isRetry = true)
        {
            var reached = progress();
            try
            {
                if (isRetry)
                    await recover(cancellationToken).ConfigureAwait(false);
                await work(cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested && isTransient(e))
            {
                failures = progress() > reached && maxRetries > 0 ? 0 : failures + 1;
                if (failures > maxRetries)
                    throw;
                onRetry(e);
            }

            await Task.Delay(Pause(failures), Time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The pause after so many failures in a row without progress.</summary>
    private TimeSpan Pause(int failures)
    {
        // After progress: the failure is a new one, and the first pause is enough.
        if (failures == 0)
            return delay;
        var longest = (delay > LongestPause ? delay : LongestPause).TotalSeconds;
        var nominal = delay.TotalSeconds * Math.Pow(2, failures - 1);
        return TimeSpan.FromSeconds(Math.Min(nominal * (1 - Jitter + 2 * Jitter * Random()), longest));
    }
}
