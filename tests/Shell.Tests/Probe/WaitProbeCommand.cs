using System.Management.Automation;

namespace PidMigration.Shell.Tests.Probe;

/// <summary>Emits two results, then waits until it is stopped; cleaning up takes a moment.</summary>
[Cmdlet(VerbsLifecycle.Wait, "Probe"), OutputType(typeof(ProbeResult))]
public sealed class WaitProbeCommand : PSCmdlet, IDisposable
{
    private readonly ManualResetEventSlim stopped = new();

    /// <summary>A file to write when stopped and cleaned up.</summary>
    [Parameter(Mandatory = true)]
    public string Marker { get; set; } = "";

    /// <summary>How long cleaning up takes.</summary>
    [Parameter]
    public int CleanUpMilliseconds { get; set; } = 300;

    /// <inheritdoc/>
    public void Dispose() => stopped.Dispose();

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        WriteObject(new ProbeResult("first", 1));
        WriteObject(new ProbeResult("second", 2));
        WriteWarning("waiting");
        stopped.Wait();
        Thread.Sleep(CleanUpMilliseconds);
        File.WriteAllText(Marker, "cleaned up");
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => stopped.Set();
}
