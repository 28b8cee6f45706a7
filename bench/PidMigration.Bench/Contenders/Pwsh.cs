using System.Diagnostics;
using PidMigration.Bench.Measuring;

namespace PidMigration.Bench.Contenders;

/// <summary>Commands in the official PowerShell, in a process of its own and with its own settings.</summary>
internal static class Pwsh
{
    /// <summary>What makes the module's commands known.</summary>
    public static string Import => $"Import-Module '{BenchEnvironment.Module()}'";

    /// <summary>The PowerShell that was asked for, or the one on the PATH.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static string Find(string? wanted)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var candidates = wanted is null ? folders.Select(folder => Path.Combine(folder, "pwsh")) : [wanted];
        return candidates.Select(Path.GetFullPath).FirstOrDefault(File.Exists)
            ?? throw new FormatException("There is no pwsh; start this with build.ps1, or name the file with --pwsh.");
    }

    /// <summary>
    /// Starts PowerShell. The .NET tool's is a dll for dotnet to run: its pwsh only starts that one as its child, so
    /// that memory and kills would be the wrong process's.
    /// </summary>
    public static ProcessStartInfo Command(
        string pwsh,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> variables
    )
    {
        string[] all = ["-NoProfile", "-NonInteractive", .. arguments];
        return Path.GetExtension(pwsh) == ".dll"
            ? ChildProcess.Command("dotnet", [pwsh, .. all], variables)
            : ChildProcess.Command(pwsh, all, variables);
    }

    /// <summary>Runs commands of the module between two databases.</summary>
    /// <returns>The most RAM that the process had.</returns>
    public static Task<long> RunAsync(
        string pwsh,
        string commands,
        string source,
        string target,
        CancellationToken cancellationToken
    ) => RunBareAsync(pwsh, $"{Import}; {commands}", source, target, cancellationToken);

    /// <summary>Runs commands without the module, unless they import it.</summary>
    /// <returns>The most RAM that the process had.</returns>
    public static async Task<long> RunBareAsync(
        string pwsh,
        string commands,
        string source,
        string target,
        CancellationToken cancellationToken
    )
    {
        var run = Command(
            pwsh,
            ["-Command", "$ErrorActionPreference = 'Stop'; " + commands],
            new Dictionary<string, string> { ["PIDMIGRATION_SOURCE"] = source, ["PIDMIGRATION_TARGET"] = target }
        );
        return (await ChildProcess.RunAsync(run, cancellationToken)).PeakMemory;
    }
}
