using System.Globalization;

namespace PidMigration.Bench.Contenders;

/// <summary>Wall time: a part of what another takes in the same runs, or of several others' sum.</summary>
/// <param name="Ratio">The part.</param>
/// <param name="Of">The others' names.</param>
internal sealed record TimeLimit(double Ratio, params IReadOnlyList<string> Of)
    : Limit(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Ratio:0.0#} × {(Of.Count == 1 ? Of[0] : $"({string.Join(" + ", Of)})")}"
        ),
        Ratio,
        "0.00"
    )
{
    public override double Measured(ContenderResult contender, CaseResult result, long idleMemory) =>
        contender.Seconds
        / Of.Sum(name => result.Contenders.FirstOrDefault(other => other.Contender == name)?.Seconds ?? double.NaN);
}
