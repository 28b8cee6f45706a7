using System.Diagnostics;
using System.Globalization;
using PidMigration.Bench;
using PidMigration.Bench.Contenders;
using PidMigration.Bench.Measuring;

namespace PidMigration.Torture.Attempts;

/// <summary>One run of PowerShell, which can be killed, and what it printed.</summary>
internal sealed class Attempt : IAsyncDisposable
{
    private const string NothingToResumeCode = "PID1901";
    private const string BusyCode = "PID1907";

    private readonly Process _process;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly List<string> _lines = [];
    private readonly Task _reading;
    private bool _killed;

    private Attempt(AttemptMode mode, Process process)
    {
        Mode = mode;
        _process = process;
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput, ""), ReadAsync(process.StandardError, "STDERR "));
    }

    /// <summary>What it was asked to do.</summary>
    public AttemptMode Mode { get; }

    /// <summary>How long it has run.</summary>
    public TimeSpan Elapsed => _clock.Elapsed;

    /// <summary>Whether the process has ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>What it printed so far: seconds since its start, then the line.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
                return [.. _lines];
        }
    }

    /// <summary>Starts PowerShell; the addresses with their passwords travel in its environment.</summary>
    public static Attempt Start(
        string pwsh,
        AttemptMode mode,
        string source,
        string target,
        string direct,
        IEnumerable<string> arguments
    )
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Attempts", "Migrate.ps1");
        var variables = new Dictionary<string, string>
        {
            ["PIDMIGRATION_SOURCE"] = source,
            ["PIDMIGRATION_TARGET"] = target,
            ["TORTURE_TARGET"] = direct,
            ["NO_COLOR"] = "1",
        };
        return new(
            mode,
            ChildProcess.Start(
                Pwsh.Command(
                    pwsh,
                    ["-File", script, "-Mode", mode.ToString(), "-Module", BenchEnvironment.Module(), .. arguments],
                    variables
                )
            )
        );
    }

    /// <summary>SIGKILL: nothing is cleaned up.</summary>
    public void Kill()
    {
        _killed = true;
        _process.Kill();
    }

    /// <summary>Waits for its end.</summary>
    /// <exception cref="TortureException">It was still running at the limit; it is killed then.</exception>
    public async Task<AttemptEnd> EndAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(limit - Elapsed > TimeSpan.Zero ? limit - Elapsed : TimeSpan.FromMilliseconds(1));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TortureException(
                string.Create(CultureInfo.InvariantCulture, $"{Mode} was still running after {limit.TotalSeconds:0} s")
            );
        }
        _clock.Stop();
        await _reading;
        return Judge();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _reading;
        _process.Dispose();
    }

    private AttemptEnd Judge()
    {
        if (_process.ExitCode == 0)
            return AttemptEnd.Complete;
        if (_killed)
            return AttemptEnd.Killed;
        var errors = Facts("ERROR").ToList();
        if (errors.Count == 0 || !errors.TrueForAll(error => error.StartsWith("PID", StringComparison.Ordinal)))
            return AttemptEnd.Crashed;
        return errors.Exists(error => error.StartsWith(NothingToResumeCode, StringComparison.Ordinal))
                ? AttemptEnd.NothingToResume
            : errors.Exists(error => error.StartsWith(BusyCode, StringComparison.Ordinal)) ? AttemptEnd.Busy
            : AttemptEnd.Failed;
    }

    /// <summary>The facts of one kind that Migrate.ps1 printed.</summary>
    public IEnumerable<string> Facts(string kind) =>
        Lines
            .Select(line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..])
            .Where(line => line.StartsWith(kind + " ", StringComparison.Ordinal))
            .Select(line => line[(kind.Length + 1)..]);

    /// <summary>The errors and warnings that were printed after a moment.</summary>
    public IEnumerable<string> Troubles(TimeSpan after) =>
        Lines.Where(line =>
            line.Split(' ', 3) is [var seconds, "ERROR" or "WARNING", _]
            && double.Parse(seconds, CultureInfo.InvariantCulture) > after.TotalSeconds
        );

    private async Task ReadAsync(StreamReader from, string mark)
    {
        while (await from.ReadLineAsync() is { } line)
            lock (_lines)
                _lines.Add(
                    string.Create(CultureInfo.InvariantCulture, $"{_clock.Elapsed.TotalSeconds:0.000} {mark}{line}")
                );
    }
}
