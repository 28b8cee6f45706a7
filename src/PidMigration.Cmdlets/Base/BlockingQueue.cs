using System.Diagnostics.CodeAnalysis;

namespace PidMigration.Cmdlets.Base;

/// <summary>
/// A queue on which one thread sleeps until another adds something. BlockingCollection spins about a hundred times
/// before it sleeps; with both servers on the same processors, that time is taken from them.
/// </summary>
internal sealed class BlockingQueue<T>
{
    private readonly Queue<T> _items = [];
    private bool _isComplete;

    public void Add(T item)
    {
        lock (_items)
        {
            _items.Enqueue(item);
            Monitor.Pulse(_items);
        }
    }

    public void Complete()
    {
        lock (_items)
        {
            _isComplete = true;
            Monitor.PulseAll(_items);
        }
    }

    /// <summary>Waits for the next item; false when the queue is complete and empty.</summary>
    public bool TryTake([MaybeNullWhen(false)] out T item)
    {
        lock (_items)
        {
            while (_items.Count == 0 && !_isComplete)
                Monitor.Wait(_items);
            return _items.TryDequeue(out item);
        }
    }
}
