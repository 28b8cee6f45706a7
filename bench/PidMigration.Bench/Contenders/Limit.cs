namespace PidMigration.Bench.Contenders;

/// <summary>How long a contender may take: a part of what another takes in the same runs.</summary>
/// <param name="Ratio">The part.</param>
/// <param name="Of">The other's name.</param>
internal sealed record Limit(double Ratio, string Of);
