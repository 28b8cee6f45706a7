using System.Globalization;

namespace PidMigration.Bench.Contenders;

/// <summary>The peak of its memory above that of a pwsh that does nothing.</summary>
/// <param name="Megabytes">How much.</param>
internal sealed record MemoryLimit(double Megabytes)
    : Limit(string.Create(CultureInfo.InvariantCulture, $"{Megabytes} MB above idle"), Megabytes, "0")
{
    public override double Measured(ContenderResult contender, CaseResult result, long idleMemory) =>
        contender.Median(measure => measure.PeakMemory - idleMemory) / (1 << 20);
}
