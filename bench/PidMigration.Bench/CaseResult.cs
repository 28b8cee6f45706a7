using PidMigration.Bench.Contenders;
using PidMigration.Bench.Measuring;

namespace PidMigration.Bench;

/// <summary>What a contender did in a case.</summary>
/// <param name="Contender">Its name.</param>
/// <param name="Limits">What it must keep within.</param>
/// <param name="Measures">One per run that reached its end with equal counts.</param>
/// <param name="Changed">How many rows arrived changed, per table that has such rows.</param>
/// <param name="Failure">Why it counts as failed, or null.</param>
internal sealed record ContenderResult(
    string Contender,
    IReadOnlyList<Limit> Limits,
    IReadOnlyList<Measure> Measures,
    IReadOnlyDictionary<string, long> Changed,
    string? Failure
)
{
    /// <summary>The median of the wall time in seconds.</summary>
    public double Seconds => Median(measure => measure.Elapsed.TotalSeconds);

    /// <summary>The client's part of all CPU time that the run took; NaN where the servers' isn't seen.</summary>
    public double ClientShare
    {
        get
        {
            var client = Median(measure => measure.ClientProcessor.TotalSeconds);
            return client / (client + Median(measure => measure.ServerProcessor));
        }
    }

    /// <summary>The median of something measured; NaN without a run.</summary>
    public double Median(Func<Measure, double> value) => Measuring.Median.Of(Measures.Select(value));
}

/// <summary>A case and what its contenders did.</summary>
/// <param name="Name">The case's name.</param>
/// <param name="Rows">How many rows each of them copied.</param>
/// <param name="Servers">Source and target: version and settings.</param>
/// <param name="Contenders">The results, the reference first.</param>
internal sealed record CaseResult(
    string Name,
    long Rows,
    IReadOnlyList<string> Servers,
    IReadOnlyList<ContenderResult> Contenders
);
