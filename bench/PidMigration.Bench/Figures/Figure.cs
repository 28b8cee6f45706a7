namespace PidMigration.Bench.Figures;

/// <summary>Something measured that is no turn of a contender.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Value">What it came to: a median.</param>
/// <param name="Unit">The value's unit; empty for a ratio.</param>
/// <param name="Limit">The most that is allowed, or null.</param>
internal sealed record Figure(string What, double Value, string Unit, double? Limit = null);
