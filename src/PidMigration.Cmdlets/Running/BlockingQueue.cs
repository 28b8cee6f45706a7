using System.Diagnostics.CodeAnalysis;

namespace PidMigration.Cmdlets.Running;

/// <summary>
/// What one thread tells another, which sleeps meanwhile. BlockingCollection looks a hundred times before it sleeps: with both
/// servers on the same processors each look is time taken from them.
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

    /// <summary>Says that nothing more will come.</summary>
    public void Complete()
    {
        lock (_items)
        {
            _isComplete = true;
            Monitor.Pulse(_items);
        }
    }

    /// <summary>Waits for the next one; false when there won't be any.</summary>
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
