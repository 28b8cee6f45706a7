using System.Diagnostics;
using PidMigration.Bench.Contenders;
using PidMigration.Bench.Measuring;
using PidMigration.Bench.Servers;

namespace PidMigration.Bench.Figures;

/// <summary>
/// How long a user waits for the module, and for the first answer, in a new pwsh, whose own start isn't counted.
/// </summary>
/// <param name="options">How patient the bench is.</param>
/// <param name="runner">Makes the database whose models are listed.</param>
/// <param name="source">Where that is.</param>
/// <param name="pwsh">The PowerShell that runs the module.</param>
internal sealed class ModuleStart(BenchOptions options, CaseRunner runner, Server source, string pwsh) : IFigureGroup
{
    // They are short, and a single one says little.
    private const int Runs = 7;

    public string Name => "Start";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(CancellationToken cancellationToken)
    {
        await runner.MakeSourceAsync(source, cancellationToken);
        string[] commands = ["$null", Pwsh.Import, $"{Pwsh.Import}; Get-PidModel"];
        var seconds = commands.ToDictionary(command => command, _ => new List<double>());
        await IdleCheck.WaitAsync(TimeSpan.FromSeconds(options.Patience), cancellationToken);
        for (var run = 1; run <= Runs; run++)
            foreach (var command in commands)
                seconds[command].Add(await TimeAsync(command, cancellationToken));
        var idle = Median.Of(seconds[commands[0]]);
        return
        [
            new("a pwsh that does nothing", idle, "s"),
            new("Import-Module, beyond that", Median.Of(seconds[commands[1]]) - idle, "s", 0.3),
            new("Import-Module and Get-PidModel, beyond that", Median.Of(seconds[commands[2]]) - idle, "s", 0.5),
        ];
    }

    private async Task<double> TimeAsync(string command, CancellationToken cancellationToken)
    {
        var url = source.UrlOf(runner.SourceDatabase);
        var clock = Stopwatch.StartNew();
        await Pwsh.RunBareAsync(pwsh, command, url, url, cancellationToken);
        return clock.Elapsed.TotalSeconds;
    }
}
