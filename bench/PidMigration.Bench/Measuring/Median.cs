namespace PidMigration.Bench.Measuring;

/// <summary>The middle of several runs.</summary>
internal static class Median
{
    /// <summary>The median; NaN of nothing.</summary>
    public static double Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? double.NaN : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
