using PidMigration.Copying.Loading;

namespace PidMigration.Copying;

/// <summary>
/// One of the scheduler's places to load at a time, as the job sees it that holds it. Both of its tasks are safe to end
/// from any task.
/// </summary>
internal sealed class CopySlot(AsyncSignal rangesAvailable) : IModelCopyObserver
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when another model may load in this place.</summary>
    public Task Released => _released.Task;

    public void RangesAvailable() => rangesAvailable.Set();

    public void Release() => _released.TrySetResult();
}
