using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PidMigration.Cmdlets.Signals;

/// <summary>
/// SIGTERM and SIGHUP (a pod is evicted, a terminal closed) would end PowerShell in the middle of a statement. While
/// commands that write are running, a signal stops them instead, as Ctrl+C does; when the last one has reported its
/// progress, the process ends with the signal's usual exit code. A second signal ends it at once. At other times a
/// signal has its default effect.
/// </summary>
internal sealed class TerminationSignals
{
    /// <summary>
    /// Two signals this close together are one: timeout(1) signals its child and then the child's group; a closed
    /// terminal does the same.
    /// </summary>
    private static readonly TimeSpan SameSignalWindow = TimeSpan.FromSeconds(0.5);

    /// <summary>How long commands may take to roll back and report: docker stop kills after 10 seconds.</summary>
    private static readonly TimeSpan RollbackTimeout = TimeSpan.FromSeconds(8);

    /// <summary>
    /// How long the runtime may take to end with all that is registered for its end (connection pools).
    /// </summary>
    private static readonly TimeSpan ExitTimeout = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly List<SignalHold> _holds = [];
    private readonly Stopwatch _since = new();
    private List<PosixSignalRegistration> _registrations = [];
    private PosixSignal? _signal;

    private TerminationSignals() { }

    /// <summary>The only instance: a process's signals are for all of its runspaces.</summary>
    public static TerminationSignals Shared { get; } = new();

    /// <summary>The signal that is ending the process; null as long as none has arrived.</summary>
    public string? Signal
    {
        get
        {
            lock (_gate)
                return _signal?.ToString();
        }
    }

    private int ExitCode => _signal == PosixSignal.SIGHUP ? 128 + 1 : 128 + 15;

    /// <summary>Holds back the signals until the result is disposed.</summary>
    /// <param name="stop">Stops the command; called on another thread, or at once when a signal has already
    /// arrived.</param>
    public SignalHold Hold(Action stop)
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

    /// <summary>
    /// Ends a hold. Once a signal has arrived, this doesn't return: the script must not go on as if the command were
    /// complete.
    /// </summary>
    internal void Release(SignalHold hold)
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

    /// <summary>Marks a command that only waits for an answer, so that a signal needn't wait for the command.</summary>
    internal void SetPrompting(SignalHold hold, bool isPrompting)
    {
        lock (_gate)
        {
            hold.IsPrompting = isPrompting;
            if (_signal is null)
                return;
            Monitor.PulseAll(_gate);
        }

        // The answer arrived together with the signal.
        if (!isPrompting)
            hold.Stop();
    }

    private void Register()
    {
        foreach (var signal in new[] { PosixSignal.SIGTERM, PosixSignal.SIGHUP })
            if (!SystemCalls.IsIgnored(signal == PosixSignal.SIGHUP ? 1 : 15))
                _registrations.Add(PosixSignalRegistration.Create(signal, OnSignal));
    }

    private void Unregister()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _registrations = [];
    }

    private void OnSignal(PosixSignalContext context)
    {
        List<SignalHold> holds;
        lock (_gate)
        {
            // The last command has just ended.
            if (_signal is null && _holds.Count == 0)
                return;
            context.Cancel = true;
            if (_signal is not null)
            {
                if (_since.Elapsed > SameSignalWindow)
                    Start(Exit);
                return;
            }

            _signal = context.Signal;
            _since.Start();
            holds = [.. _holds];
        }

        Start(WaitAndExit);
        // Each on a thread of its own: a server that doesn't answer must not delay stopping the other commands.
        foreach (var hold in holds)
            Start(hold.Stop);
        // When a console is closed, Windows ends the process as soon as this handler returns.
        if (OperatingSystem.IsWindows())
            Thread.Sleep(Timeout.Infinite);
    }

    private void WaitAndExit()
    {
        bool late;
        lock (_gate)
        {
            while (_holds.Exists(h => !h.IsPrompting) && RollbackTimeout - _since.Elapsed is { Ticks: > 0 } left)
                Monitor.Wait(_gate, left);

            late = _holds.Exists(h => !h.IsPrompting);
        }

        // On a thread of its own: a full pipe would block it.
        if (late)
            Start(() =>
                Console.Error.WriteLine(
                    $"{Signal}: a server or the pipeline did not stop within {RollbackTimeout.TotalSeconds:0} seconds. "
                        + "Get-PidMigration shows what is committed; Copy-PidModel -Resume continues after it."
                )
            );
        Exit();
    }

    private void Exit()
    {
        Start(() =>
        {
            Thread.Sleep(ExitTimeout);
            SystemCalls.Exit(ExitCode);
        });
        Environment.Exit(ExitCode);
    }

    /// <summary>Not on the thread pool, which may be the very thing that is blocked.</summary>
    private static void Start(Action work) =>
        new Thread(() => work()) { IsBackground = true, Name = "PidMigration signal" }.Start();
}
