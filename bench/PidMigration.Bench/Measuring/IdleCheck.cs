using System.Diagnostics;

namespace PidMigration.Bench.Measuring;

/// <summary>
/// Waits for a machine that has nothing else to do: the servers' own clearing up after the last run included.
/// </summary>
internal static class IdleCheck
{
    private const double Busy = 0.1;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Returns when less than a tenth of the processors were busy for a second, or when patience ends.
    /// </summary>
    public static async Task WaitAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < patience; )
        {
            var before = ProcFile.Machine();
            await Task.Delay(Look, cancellationToken);
            if (ProcFile.Machine() - before < Busy * Environment.ProcessorCount * Look.TotalSeconds)
                return;
        }
    }
}
