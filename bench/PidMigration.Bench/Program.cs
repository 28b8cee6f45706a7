using System.Data.Common;
using System.Globalization;
using PidMigration.Bench;
using PidMigration.Bench.Contenders;
using PidMigration.Bench.Figures;
using PidMigration.Bench.Servers;

if (args is ["--help" or "-h"])
{
    Console.WriteLine(BenchOptions.Usage);
    return 0;
}
if (!OperatingSystem.IsLinux())
{
    Console.Error.WriteLine("The bench reads CPU and memory from Linux's /proc; run it there.");
    return 1;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
try
{
    var options = BenchOptions.Parse(args);
    var pwsh = Pwsh.Find(options.Pwsh);
    var servers = BenchServers.FromEnvironment();
    foreach (var obstacle in servers.Obstacles())
        Console.Error.WriteLine($"SKIPPED: {obstacle}.");
    bool Wanted(string name) => name.Contains(options.Case, StringComparison.OrdinalIgnoreCase);

    var idle = await ModelCopy.IdleMemoryAsync(pwsh, stop.Token);
    var runner = new CaseRunner(options, Console.Error.WriteLine);
    var cases = BenchCases.All(servers, pwsh).Where(each => Wanted(each.Name)).ToList();
    foreach (var (each, contender) in cases.SelectMany(each => each.Contenders, (each, contender) => (each, contender)))
        if (contender.Obstacle is { } obstacle)
            Console.Error.WriteLine($"SKIPPED: {each.Name}, {contender.Name}: {obstacle}.");
    cases.RemoveAll(each => !runner.TakersOf(each).Any());
    var groups = BenchFigures
        .All(options, servers, pwsh, idle, runner, Console.Error.WriteLine)
        .Where(each => options.Contender.Length == 0 && Wanted(each.Name))
        .ToList();
    if (cases.Count + groups.Count == 0)
        throw new FormatException("No case is left to run.");

    var results = new List<CaseResult>();
    foreach (var each in cases)
        results.Add(await runner.RunAsync(each, stop.Token));
    var figures = new List<FigureResult>();
    foreach (var each in groups)
        figures.Add(await FigureResult.OfAsync(each, stop.Token));

    var report = Report.Write(options, results, figures, idle);
    Console.WriteLine(report);
    var folder = options.Results ?? BenchEnvironment.Results();
    Directory.CreateDirectory(folder);
    await File.WriteAllTextAsync(
        Path.Combine(
            folder,
            string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd}-{options.Machine}.md")
        ),
        report,
        stop.Token
    );
    return
        results.SelectMany(result => result.Contenders).Any(contender => contender.Failure is not null)
        || figures.Exists(figure => figure.Failure is not null)
        ? 1
        : 0;
}
catch (Exception error) when (error is FormatException or InvalidOperationException or DbException or IOException)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Cancelled.");
    return 130;
}
