namespace PidMigration.Rows;

/// <summary>
/// Which rows of a batch are known to hold nothing to escape: the reader that scanned them adds them, so that they are
/// not scanned again.
/// </summary>
internal sealed class EscapeFreeRanges
{
    /// <summary>Each stretch's first row and the row after its last, in ascending order.</summary>
    private int[] _bounds = new int[16];

    private int _count;

    public void Clear() => _count = 0;

    /// <summary>Adds rows after all that are known.</summary>
    public void Add(int first, int count)
    {
        if (count == 0)
            return;
        if (_count > 0 && _bounds[_count - 1] == first)
        {
            _bounds[_count - 1] += count;
            return;
        }

        if (_count == _bounds.Length)
            Array.Resize(ref _bounds, _count * 2);
        _bounds[_count++] = first;
        _bounds[_count++] = first + count;
    }

    /// <summary>
    /// How many rows, from <paramref name="row"/> on, are of one kind: known to be plain, or not known.
    /// </summary>
    public int From(int row, out bool plain)
    {
        var next = Array.BinarySearch(_bounds, 0, _count, row);
        // The first bound after the row: a last one where the row is within a stretch.
        next = next < 0 ? ~next : next + 1;
        plain = (next & 1) == 1;
        return next == _count ? int.MaxValue : _bounds[next] - row;
    }
}
