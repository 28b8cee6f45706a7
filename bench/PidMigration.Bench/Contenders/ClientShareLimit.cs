using System.Globalization;

namespace PidMigration.Bench.Contenders;

/// <summary>The client's part of the whole run's CPU time.</summary>
/// <param name="Percent">The part in percent.</param>
internal sealed record ClientShareLimit(double Percent)
    : Limit(string.Create(CultureInfo.InvariantCulture, $"client's share {Percent} %"), Percent, "0.0")
{
    public override double Measured(ContenderResult contender, CaseResult result, long idleMemory) =>
        100 * contender.ClientShare;
}
