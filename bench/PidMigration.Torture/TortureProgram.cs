using System.Data.Common;
using System.Runtime.InteropServices;
using PidMigration.Bench.Contenders;

namespace PidMigration.Torture;

/// <summary>The torture bench.</summary>
internal static class TortureProgram
{
    public static async Task<int> Main(string[] args)
    {
        if (args is ["--help" or "-h"])
        {
            Console.WriteLine(TortureOptions.Usage);
            return 0;
        }
        if (!OperatingSystem.IsLinux())
        {
            Console.Error.WriteLine("The torture bench kills processes by Linux's /proc; run it there.");
            return 1;
        }

        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        // A build that is ended ends this too, and the copies with it.
        using var terminated = PosixSignalRegistration.Create(
            PosixSignal.SIGTERM,
            signal =>
            {
                signal.Cancel = true;
                stop.Cancel();
            }
        );
        try
        {
            return await RunAsync(TortureOptions.Parse(args), stop.Token);
        }
        catch (Exception error)
            when (error
                    is FormatException
                        or InvalidOperationException
                        or TortureException
                        or DbException
                        or IOException
            )
        {
            Console.Error.WriteLine(error.Message);
            return 1;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Cancelled.");
            return 130;
        }
    }

    private static async Task<int> RunAsync(TortureOptions options, CancellationToken cancellationToken)
    {
        var pwsh = Pwsh.Find(options.Pwsh);
        var cases = TortureCases
            .All(options.Options)
            .Where(each => each.Name.Contains(options.Case, StringComparison.OrdinalIgnoreCase))
            .ToList();
        if (options.Short)
            // One a direction, and one of them with the small batches.
            cases = [.. cases.Where((_, index) => index is 0 or 3)];
        if (cases.Count == 0)
            throw new FormatException("No case is left to run.");

        var results = await new TortureRun(options, pwsh, Console.Error.WriteLine).RunAsync(cases, cancellationToken);
        Console.WriteLine(TortureReport.Table(results));
        if (options.Report)
        {
            var servers = new List<string>();
            foreach (var server in cases.Select(theCase => theCase.Source).Distinct())
                servers.Add(await server.Client.DescribeAsync(cancellationToken));
            await TortureReport.WriteAsync(options, results, servers, cases, cancellationToken);
        }
        if (options.Result is { } file)
            await File.WriteAllTextAsync(file, TortureReport.JUnit(results).ToString(), cancellationToken);
        return results.Any(result => result.Failure is not null) ? 1 : 0;
    }
}
