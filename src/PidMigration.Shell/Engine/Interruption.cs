using System.Diagnostics;
using System.Management.Automation.Runspaces;
using System.Runtime.InteropServices;
using PidMigration.Shell.Screen;

namespace PidMigration.Shell.Engine;

/// <summary>
/// What Ctrl+C and the signals do: the first stops the running pipeline and waits for it to clean up, the second ends the
/// program at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private const int Hangup = 1;
    private const int Interrupt = 2;
    private const int Terminate = 15;

    /// <summary>A batch under way at a slow server may need a while to be rolled back.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    /// <summary>One Ctrl+C may come twice: timeout(1) and others send it to the program and to its group.</summary>
    private static readonly TimeSpan Echo = TimeSpan.FromMilliseconds(250);

    private readonly Lock gate = new();
    private readonly Terminal terminal;
    private readonly bool survives;
    private readonly PosixSignalRegistration[] registrations;
    private readonly Stack<Pipeline> running = new();
    private readonly Timer watchdog;
    private CancellationTokenSource stopping = new();
    private int? signal;
    private long received;

    /// <summary>Listens from now on.</summary>
    /// <param name="terminal">Put in order before the program is ended at once.</param>
    /// <param name="survives">Whether Ctrl+C ends only the running command, not the program: at a prompt.</param>
    public Interruption(Terminal terminal, bool survives)
    {
        this.terminal = terminal;
        this.survives = survives;
        watchdog = new Timer(_ => EndNow());
        registrations =
        [
            Listen(PosixSignal.SIGINT, Interrupt),
            Listen(PosixSignal.SIGTERM, Terminate),
            Listen(PosixSignal.SIGHUP, Hangup),
        ];
    }

    /// <summary>The exit code of a program that a signal ended; null as long as none did.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>Cancelled when the running pipeline is asked to stop; for whoever waits for a person's answer.</summary>
    public CancellationToken Stopping
    {
        get
        {
            lock (gate)
                return stopping.Token;
        }
    }

    /// <summary>Names the pipeline that a signal stops, until <see cref="Leave"/>.</summary>
    public void Enter(Pipeline pipeline)
    {
        lock (gate)
            running.Push(pipeline);
    }

    /// <summary>The pipeline has ended, by itself or stopped.</summary>
    public void Leave()
    {
        lock (gate)
        {
            running.Pop();
            watchdog.Change(Timeout.Infinite, Timeout.Infinite);
            signal = null;
            if (!stopping.IsCancellationRequested)
                return;
            stopping.Dispose();
            stopping = new CancellationTokenSource();
        }
    }

    /// <summary>Ctrl+C that was read as a key, while a question was asked.</summary>
    public void RaiseFromKey() => Receive(Interrupt);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();
        watchdog.Dispose();
        stopping.Dispose();
    }

    private PosixSignalRegistration Listen(PosixSignal which, int number) => PosixSignalRegistration.Create(which, context =>
    {
        context.Cancel = true;
        Receive(number);
    });

    private void Receive(int number)
    {
        var atPrompt = survives && number == Interrupt;
        lock (gate)
        {
            if (atPrompt && running.Count == 0)
                return;
            if (!atPrompt)
                ExitCode = ExitCodes.SignalBase + number;
            var again = signal is not null;
            if (again && signal == number && Stopwatch.GetElapsedTime(received) < Echo)
                return;
            signal = number;
            received = Stopwatch.GetTimestamp();
            if (!again && running.TryPeek(out var pipeline))
            {
                watchdog.Change(Grace, Timeout.InfiniteTimeSpan);
                pipeline.StopAsync();
                stopping.Cancel();
                return;
            }
        }
        EndNow();
    }

    private void EndNow()
    {
        terminal.Dispose();
        Environment.Exit(ExitCodes.SignalBase + (signal ?? Interrupt));
    }
}
