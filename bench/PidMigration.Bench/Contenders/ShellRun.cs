using PidMigration.Bench.Measuring;

namespace PidMigration.Bench.Contenders;

/// <summary>Commands in PidMigration's shell, in a process of its own, as a user types them.</summary>
internal static class ShellRun
{
    /// <summary>Runs commands between two databases.</summary>
    /// <returns>The most RAM that the process had.</returns>
    public static async Task<long> RunAsync(string shell, string commands, string source, string target, CancellationToken cancellationToken)
    {
        var variables = new Dictionary<string, string> { ["PIDMIGRATION_SOURCE"] = source, ["PIDMIGRATION_TARGET"] = target };
        var run = Child.Command("dotnet", [shell, "-NonInteractive", "-c", "$ErrorActionPreference = 'Stop'; " + commands], variables);
        return (await Child.RunAsync(run, cancellationToken)).PeakMemory;
    }
}
