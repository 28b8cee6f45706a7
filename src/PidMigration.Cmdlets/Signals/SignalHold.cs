namespace PidMigration.Cmdlets.Signals;

/// <summary>A running command that a signal stops and waits for before the process ends.</summary>
internal sealed class SignalHold(TerminationSignals signals, Action stop) : IDisposable
{
    /// <summary>Whether the command only waits for an answer: then a signal need not wait for the command.</summary>
    public bool IsPrompting { get; set; }

    public T Prompt<T>(Func<T> prompt)
    {
        signals.SetPrompting(this, true);
        try
        {
            return prompt();
        }
        finally
        {
            signals.SetPrompting(this, false);
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
            // The command, or the statement that it was to cancel, has ended in the meantime.
        }
    }

    public void Dispose() => signals.Release(this);
}
