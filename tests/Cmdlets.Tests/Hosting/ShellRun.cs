using System.Diagnostics;
using System.Management.Automation;

namespace PidMigration.Cmdlets.Tests.Hosting;

/// <summary>A script on its way.</summary>
public sealed class ShellRun : IDisposable
{
    private readonly PowerShell _shell;
    private readonly PSDataCollection<PSObject> _output = [];
    private readonly IAsyncResult _running;

    internal ShellRun(PowerShell shell)
    {
        _shell = shell;
        _running = shell.BeginInvoke<PSObject, PSObject>(null, _output);
    }

    /// <summary>Waits for its end.</summary>
    public Outcome Wait(TimeSpan patience)
    {
        if (!_running.AsyncWaitHandle.WaitOne(patience))
            Assert.Fail($"The script still runs after {patience}.");
        return Result();
    }

    /// <summary>Stops it, as Ctrl+C does, and says how long that took.</summary>
    public Outcome Stop()
    {
        var clock = Stopwatch.StartNew();
        var stopping = _shell.BeginStop(null, null);
        if (!stopping.AsyncWaitHandle.WaitOne(TimeSpan.FromSeconds(60)))
            Assert.Fail("Still not stopped after a minute.");
        _shell.EndStop(stopping);
        return Result() with { Elapsed = clock.Elapsed };
    }

    public void Dispose() => _shell.Dispose();

    private Outcome Result()
    {
        var errors = new List<ErrorRecord>();
        try
        {
            _shell.EndInvoke(_running);
        }
        catch (PipelineStoppedException)
        {
            // That is what its state says, too.
        }
        catch (RuntimeException e)
        {
            errors.Add(e.ErrorRecord);
        }

        return new Outcome([.. _output], [.. _shell.Streams.Error, .. errors], _shell.InvocationStateInfo.State);
    }
}
