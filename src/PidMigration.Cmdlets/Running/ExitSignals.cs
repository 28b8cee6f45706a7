using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PidMigration.Cmdlets.Running;

/// <summary>
/// SIGTERM and SIGHUP (a pod is evicted, a session closed) end PowerShell where it stands. As long as commands run that write, they
/// are stopped instead, as Ctrl+C stops them; when the last one has said how far it came, the process ends with the exit code that
/// the signal has in a shell. A second signal ends it at once. At other times a signal does what it does by default.
/// </summary>
internal sealed class ExitSignals
{
    /// <summary>Two signals so close together are one: timeout(1) signals its child and then their group, so does a closed session.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromSeconds(0.5);

    /// <summary>How long commands have to roll back and say so: docker stop kills after 10 seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <summary>How long the runtime has to end, with what is registered for its end (connection pools).</summary>
    private static readonly TimeSpan ExitPatience = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly List<SignalHold> _holds = [];
    private readonly Stopwatch _since = new();
    private List<PosixSignalRegistration> _registrations = [];
    private PosixSignal? _signal;

    private ExitSignals() { }

    /// <summary>The process's own: its signals are for every runspace.</summary>
    public static ExitSignals Shared { get; } = new();

    /// <summary>The signal that ends the process now; null as long as none has come.</summary>
    public string? Signal
    {
        get
        {
            lock (_gate)
                return _signal?.ToString();
        }
    }

    private int ExitCode => _signal == PosixSignal.SIGHUP ? 128 + 1 : 128 + 15;

    /// <summary>Takes the signals until the hold is disposed.</summary>
    /// <param name="stop">Stops the command; called on another thread, and at once when a signal has come already.</param>
    public SignalHold Enter(Action stop)
    {
        var hold = new SignalHold(this, stop);
        bool late;
        lock (_gate)
        {
            late = _signal is not null;
            if (!late && _holds.Count == 0)
                Register();
            _holds.Add(hold);
        }

        if (late)
            hold.Stop();
        return hold;
    }

    /// <summary>Lets go. Once a signal has come, the caller doesn't return: the script must not go on as if all were done.</summary>
    internal void Leave(SignalHold hold)
    {
        lock (_gate)
        {
            if (!_holds.Remove(hold))
                return;
            if (_signal is null)
            {
                if (_holds.Count == 0)
                    Unregister();
                return;
            }

            Monitor.PulseAll(_gate);
        }

        Thread.Sleep(Timeout.Infinite);
    }

    /// <summary>Says whether a hold has work that has to be waited for.</summary>
    internal void SetAside(SignalHold hold, bool aside)
    {
        lock (_gate)
        {
            hold.IsAside = aside;
            if (_signal is null)
                return;
            Monitor.PulseAll(_gate);
        }

        // The answer came together with the signal.
        if (!aside)
            hold.Stop();
    }

    private void Register()
    {
        foreach (var signal in new[] { PosixSignal.SIGTERM, PosixSignal.SIGHUP })
            if (!SystemCalls.IsIgnored(signal == PosixSignal.SIGHUP ? 1 : 15))
                _registrations.Add(PosixSignalRegistration.Create(signal, Take));
    }

    private void Unregister()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _registrations = [];
    }

    private void Take(PosixSignalContext context)
    {
        List<SignalHold> holds;
        lock (_gate)
        {
            // The last command ended in this moment.
            if (_signal is null && _holds.Count == 0)
                return;
            context.Cancel = true;
            if (_signal is not null)
            {
                if (_since.Elapsed > Together)
                    Start(Exit);
                return;
            }

            _signal = context.Signal;
            _since.Start();
            holds = [.. _holds];
        }

        Start(WaitAndExit);
        // Each by itself: a server that doesn't answer to being told to stop is no reason not to tell the next one.
        foreach (var hold in holds)
            Start(hold.Stop);
        // Windows ends a process whose console is closed as soon as it has been told.
        if (OperatingSystem.IsWindows())
            Thread.Sleep(Timeout.Infinite);
    }

    private void WaitAndExit()
    {
        bool late;
        lock (_gate)
        {
            while (_holds.Exists(h => !h.IsAside) && Patience - _since.Elapsed is { Ticks: > 0 } left)
                Monitor.Wait(_gate, left);

            late = _holds.Exists(h => !h.IsAside);
        }

        // A thread of its own: nobody may read what is written.
        if (late)
            Start(() =>
                Console.Error.WriteLine(
                    $"{Signal}: a server, or the pipeline, doesn't let go within {Patience.TotalSeconds:0} seconds. Get-PidMigration shows what is committed; "
                        + "Copy-PidModel -Resume continues after it."
                )
            );
        Exit();
    }

    private void Exit()
    {
        Start(() =>
        {
            Thread.Sleep(ExitPatience);
            SystemCalls.Exit(ExitCode);
        });
        Environment.Exit(ExitCode);
    }

    /// <summary>The thread pool may be just what doesn't get on.</summary>
    private static void Start(Action work) =>
        new Thread(() => work()) { IsBackground = true, Name = "PidMigration signal" }.Start();
}
