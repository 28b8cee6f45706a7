using System.Globalization;
using PidMigration.Bench.Contenders;
using PidMigration.Bench.Servers;

namespace PidMigration.Bench.Figures;

/// <summary>Ten times the rows: what a copy takes may grow with them, what it holds in memory may not.</summary>
/// <param name="options">The smaller one's scale, and how often.</param>
/// <param name="source">Where the rows come from.</param>
/// <param name="target">Where they go.</param>
/// <param name="pwsh">The PowerShell that runs the module.</param>
/// <param name="idleMemory">The memory of a pwsh that does nothing.</param>
/// <param name="tell">Is told how it goes.</param>
internal sealed class TenfoldCopy(
    BenchOptions options,
    Server source,
    Server target,
    string pwsh,
    long idleMemory,
    Action<string> tell
) : IFigureGroup
{
    private static readonly MemoryLimit Memory = new(80);

    public string Name => "Ten times the rows, PostgreSQL → MariaDB";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(CancellationToken cancellationToken)
    {
        var (rows, seconds, memory) = await CopyAsync(options.Scale, cancellationToken);
        var (manyRows, manySeconds, manyMemory) = await CopyAsync(10 * options.Scale, cancellationToken);
        return
        [
            new(Copy(rows), seconds, "s"),
            new(Copy(manyRows), manySeconds, "s"),
            new("ratio of the times", manySeconds / seconds, "", 10.5),
            new($"{Copy(rows)}, peak above idle", memory, "MB", Memory.Bound),
            new($"{Copy(manyRows)}, peak above idle", manyMemory, "MB", Memory.Bound),
        ];
    }

    private async Task<(long Rows, double Seconds, double Memory)> CopyAsync(
        double scale,
        CancellationToken cancellationToken
    )
    {
        var runner = new CaseRunner(options with { Scale = scale }, tell);
        var name = string.Create(CultureInfo.InvariantCulture, $"Scale {scale}");
        var result = await runner.RunAsync(new(name, source, target, [new ModelCopy(pwsh, "")]), cancellationToken);
        var copy = result.Contenders[0];
        return copy.Failure is null
            ? (result.Rows, copy.Seconds, Memory.Measured(copy, result, idleMemory))
            : throw new InvalidOperationException($"{name}: {copy.Failure}");
    }

    private static string Copy(long rows) =>
        string.Create(CultureInfo.InvariantCulture, $"Copy-PidModel of {rows:N0} rows");
}
