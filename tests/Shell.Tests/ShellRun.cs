using System.Diagnostics;
using System.Reflection;
using Xunit;

namespace PidMigration.Shell.Tests;

/// <summary>One run of the built shell as a child process.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
internal sealed record ShellRun(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The built shell.</summary>
    public static string ShellPath => Path.GetFullPath(Metadata("ShellPath"));

    /// <summary>Runs <c>-c</c>.</summary>
    public static Task<ShellRun> CommandsAsync(string commands, string input = "") => RunAsync(["-c", commands], input);

    /// <summary>Runs a script of this text with these arguments.</summary>
    public static async Task<ShellRun> ScriptAsync(string script, params string[] arguments)
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".ps1");
        await File.WriteAllTextAsync(file, script);
        try
        {
            return await RunAsync([file, .. arguments]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Runs the shell with these arguments.</summary>
    /// <param name="arguments">After the program's name.</param>
    /// <param name="input">Its standard input.</param>
    /// <param name="environment">Variables to set.</param>
    public static async Task<ShellRun> RunAsync(IEnumerable<string> arguments, string input = "", params (string Name, string Value)[] environment)
    {
        using var process = Start("dotnet", [ShellPath, .. arguments], environment);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        return await EndAsync(process);
    }

    /// <summary>Runs commands with a pseudo terminal for all three streams; output and errors come together.</summary>
    public static async Task<ShellRun> OnTerminalAsync(string commands, params (string Name, string Value)[] environment)
    {
        using var process = StartOnTerminal(commands, environment);
        return await EndAsync(process);
    }

    /// <summary>Runs commands with a pseudo terminal and types keys once the screen shows some text.</summary>
    public static async Task<ShellRun> ConverseAsync(string commands, string awaited, string typed)
    {
        using var process = StartOnTerminal(commands, []);
        using var patience = new CancellationTokenSource(Patience);
        var seen = new System.Text.StringBuilder();
        var buffer = new char[1024];
        while (!seen.ToString().Contains(awaited, StringComparison.Ordinal))
        {
            var count = await process.StandardOutput.ReadAsync(buffer, patience.Token);
            if (count == 0)
                throw new InvalidOperationException($"Ended before '{awaited}': {seen}");
            seen.Append(buffer, 0, count);
        }
        // As slow as a person: what is typed while the terminal goes over to single keys is lost, and on a busy machine that takes a moment.
        await Task.Delay(500, patience.Token);
        await process.StandardInput.WriteAsync(typed);
        await process.StandardInput.FlushAsync(patience.Token);
        var end = await EndAsync(process);
        return end with { Output = seen + end.Output };
    }

    /// <summary>Runs commands, sends signals as soon as standard error shows a word, half a second apart (one with + at once), waits for the end.</summary>
    public static async Task<ShellRun> InterruptedAsync(string commands, string awaited, params string[] signals)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals are sent by kill.");
        // A test runner that was itself started in the background passes on that SIGINT is ignored.
        using var process = Start("env", ["--default-signal=INT", "dotnet", ShellPath, "-c", commands], []);
        process.StandardInput.Close();
        var seen = "";
        using var patience = new CancellationTokenSource(Patience);
        while (!seen.Contains(awaited, StringComparison.Ordinal))
            seen += await process.StandardError.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException($"Ended before '{awaited}': {seen}");
        var end = EndAsync(process);
        for (var i = 0; i < signals.Length; i++)
        {
            if (i > 0 && !signals[i].StartsWith('+'))
                await Task.Delay(500, patience.Token);
            using var kill = Process.Start("kill", ["-" + signals[i].TrimStart('+'), process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync(patience.Token);
        }
        return await end;
    }

    private static string Metadata(string key) => typeof(ShellRun).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    private static Process StartOnTerminal(string commands, (string Name, string Value)[] environment)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A pseudo terminal comes from util-linux's script.");
        var line = $"stty cols 100 rows 30; exec dotnet '{ShellPath}' -c '{commands}'";
        return Start("script", ["-qec", line, "/dev/null"], [("TERM", "xterm-256color"), .. environment]);
    }

    private static Process Start(string program, string[] arguments, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["PSModulePath"] = Path.GetFullPath(Metadata("ProbeModules"));
        foreach (var name in (string[])["COLUMNS", "NO_COLOR"])
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static async Task<ShellRun> EndAsync(Process process)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new ShellRun(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException("The shell did not end.");
        }
    }
}
