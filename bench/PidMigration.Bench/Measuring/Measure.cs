namespace PidMigration.Bench.Measuring;

/// <summary>What one run of a contender took.</summary>
/// <param name="Elapsed">Wall time.</param>
/// <param name="ClientProcessor">CPU time of the contender's own processes.</param>
/// <param name="ServerProcessor">CPU time of both servers meanwhile; NaN where they run elsewhere.</param>
/// <param name="OtherProcessor">CPU time of everything else on the machine: much of it, and the run says little. NaN as
/// above.</param>
/// <param name="PeakMemory">The most RAM of the contender's main process in bytes; 0 where it isn't measured.</param>
internal sealed record Measure(
    TimeSpan Elapsed,
    TimeSpan ClientProcessor,
    double ServerProcessor,
    double OtherProcessor,
    long PeakMemory
)
{
    // Of all processors; the network's and the clock's interrupts take a few hundredths.
    private const double Tolerance = 0.1;

    /// <summary>Whether so much else ran on the machine that the time says little.</summary>
    public bool Disturbed => OtherProcessor > Tolerance * Environment.ProcessorCount * Elapsed.TotalSeconds;
}
