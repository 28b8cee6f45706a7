using System.Diagnostics;

namespace PidMigration.Bench.Measuring;

/// <summary>Runs a child process and watches its memory.</summary>
internal static class ChildProcess
{
    private static readonly TimeSpan Sample = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// A command whose output is read, with variables of its own: passwords don't belong into arguments.
    /// </summary>
    public static ProcessStartInfo Command(
        string file,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> variables
    )
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return start;
    }

    /// <summary>Whether a program is on the PATH.</summary>
    public static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>Runs a command to its end.</summary>
    /// <returns>Its standard output, and the most RAM it had.</returns>
    /// <exception cref="InvalidOperationException">It could not be started, or ended with another exit code than
    /// 0.</exception>
    public static async Task<(string Output, long PeakMemory)> RunAsync(
        ProcessStartInfo start,
        CancellationToken cancellationToken
    )
    {
        using var process = Start(start);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            long peak = 0;
            var exit = process.WaitForExitAsync(cancellationToken);
            while (await Task.WhenAny(exit, Task.Delay(Sample, cancellationToken)) != exit)
                peak = Math.Max(peak, ProcFile.PeakMemory(process.Id));
            await exit;
            if (process.ExitCode != 0)
                throw new InvalidOperationException(
                    $"{Path.GetFileName(start.FileName)} ended with {process.ExitCode}: {(await errors).Trim()}"
                );
            await errors;
            return (await output, peak);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Starts a command.</summary>
    /// <exception cref="InvalidOperationException">There is no such program.</exception>
    public static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new InvalidOperationException($"{start.FileName} can't be started: {error.Message}", error);
        }
    }
}
