namespace PidMigration.Copying;

/// <summary>
/// A signal that many tasks may set and one task waits for. A signal that is set while that task is busy isn't lost: it
/// stands until the next <see cref="Reset"/>.
/// </summary>
internal sealed class AsyncSignal
{
    /// <summary>
    /// Replaced by the task that waits, completed by any; a volatile reference is all that they share.
    /// </summary>
    private volatile TaskCompletionSource _current = Create();

    /// <summary>Ends when the signal is set, or has been since the last reset.</summary>
    public Task Task => _current.Task;

    public void Set() => _current.TrySetResult();

    /// <summary>
    /// Forgets what was set so far. To miss nothing, reset first and then look at what the signal stands for.
    /// </summary>
    public void Reset() => _current = Create();

    // Continuations don't run inside Set: a task that sets the signal continues with its own work.
    private static TaskCompletionSource Create() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
