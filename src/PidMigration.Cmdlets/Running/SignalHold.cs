namespace PidMigration.Cmdlets.Running;

/// <summary>A command that is to be stopped, and waited for, when a signal ends the process.</summary>
internal sealed class SignalHold(ExitSignals signals, Action stop) : IDisposable
{
    /// <summary>Whether it only waits for somebody's answer: nothing is to be waited for then.</summary>
    public bool IsAside { get; set; }

    public T Ask<T>(Func<T> question)
    {
        signals.SetAside(this, true);
        try
        {
            return question();
        }
        finally
        {
            signals.SetAside(this, false);
        }
    }

    public void Stop()
    {
        try
        {
            stop();
        }
        catch (Exception e) when (e is ObjectDisposedException or AggregateException)
        {
            // It has ended; or what was to be stopped had, and its driver throws.
        }
    }

    public void Dispose() => signals.Leave(this);
}
