using System.Runtime.CompilerServices;

namespace PidMigration.Rows;

/// <summary>
/// A reusable buffer of rows: the canonical text of every field in one UTF-8 array, with the end of each field and a
/// mark for NULL. A batch is filled, read and filled again; nothing is allocated per row. A tab follows each field, a
/// line feed each row's last one, and NULL is <c>\N</c>: servers that read and write this form get whole rows as they
/// are, in one piece, unless there is something to escape.
/// </summary>
/// <remarks>
/// Canonical texts: numbers as digits; booleans as <c>0</c> or <c>1</c>; dates and times as <c>yyyy-MM-dd
/// HH:mm:ss[.ffffff]</c> with no trailing zero in the fraction, instants in UTC; bytes raw; UUIDs as 32 lower-case
/// hexadecimal digits; durations as PostgreSQL writes them; everything else as its characters.
/// </remarks>
public sealed class RowBatch
{
    private const int NullMark = int.MinValue;

    private readonly EscapeFreeRanges _plain = new();
    private byte[] _buffer;
    private int[] _ends;
    private int _fields;

    /// <summary>An empty batch of rows of <paramref name="columns"/> fields.</summary>
    public RowBatch(int columns, int capacity = 1 << 16)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        Columns = columns;
        _buffer = new byte[capacity];
        _ends = new int[Math.Max(columns * 64, 256)];
    }

    public int Columns { get; private set; }

    public int Rows { get; private set; }

    /// <summary>The bytes of all fields and what stands between them.</summary>
    public int Length { get; private set; }

    /// <summary>Forgets all rows, keeps the memory, and takes rows of another width from now on.</summary>
    public void Reset(int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        Clear();
        Columns = columns;
    }

    /// <summary>Forgets all rows and keeps the memory.</summary>
    public void Clear()
    {
        _fields = Rows = Length = 0;
        _plain.Clear();
    }

    public bool IsNull(int row, int column) => _ends[row * Columns + column] < 0;

    /// <summary>The bytes of a field; empty for NULL.</summary>
    public ReadOnlySpan<byte> Field(int row, int column)
    {
        var index = row * Columns + column;
        var end = _ends[index];
        if (end < 0)
            return default;
        var start = index == 0 ? 0 : (_ends[index - 1] & ~NullMark) + 1;
        return _buffer.AsSpan(start, end - start);
    }

    /// <summary>Some rows with the tabs and line feeds between and after their fields.</summary>
    internal ReadOnlySpan<byte> Text(int row, int count)
    {
        var start = StartOf(row);
        return _buffer.AsSpan(start, StartOf(row + count) - start);
    }

    /// <summary>How many rows, from <paramref name="row"/> on, have a text of at most so many bytes together.</summary>
    internal int CountWithin(int row, int last, int bytes)
    {
        var most = StartOf(row) + (long)bytes;
        int low = 0,
            high = last - row;
        while (low < high)
        {
            var middle = low + (high - low + 1) / 2;
            if (StartOf(row + middle) <= most)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }

    internal int CountNulls(int row, int count)
    {
        var nulls = 0;
        foreach (var end in _ends.AsSpan(row * Columns, count * Columns))
            nulls += (int)((uint)end >> 31);
        return nulls;
    }

    /// <summary>
    /// Where the ends of a row's fields go that is about to be added with others by <see cref="AppendText"/>: counted
    /// from the first of them.
    /// </summary>
    internal Span<int> RoomForEnds(int row)
    {
        var first = _fields + row * Columns;
        if (first + Columns > _ends.Length)
            GrowEnds(first + Columns);
        return _ends.AsSpan(first, Columns);
    }

    /// <summary>The mark that a NULL's end bears.</summary>
    internal static int EndOfNull(int end) => end | NullMark;

    /// <summary>
    /// How many rows, from <paramref name="row"/> on, are of one kind: known to hold nothing to escape, or not known.
    /// </summary>
    internal int GetEscapeFreeRun(int row, out bool plain) => _plain.From(row, out plain);

    /// <summary>
    /// Adds whole rows in the form that they have here, with nothing escaped or to escape; their fields' ends are in
    /// <see cref="RoomForEnds"/>.
    /// </summary>
    internal void AppendText(ReadOnlySpan<byte> text, int rows)
    {
        _plain.Add(Rows, rows);
        text.CopyTo(Reserve(text.Length));
        Length += text.Length;
        _fields += rows * Columns;
        Rows += rows;
    }

    /// <summary>
    /// How many rows, from <paramref name="row"/> on, are the same bytes as those of another batch. Whole stretches are
    /// compared at once, not rows.
    /// </summary>
    public int CountEqualRows(int row, RowBatch other, int otherRow)
    {
        ArgumentNullException.ThrowIfNull(other);
        var rows = Math.Min(Rows - row, other.Rows - otherRow);
        var start = StartOf(row);
        var otherStart = other.StartOf(otherRow);
        var ends = _ends.AsSpan(row * Columns, rows * Columns);
        var otherEnds = other._ends.AsSpan(otherRow * Columns, rows * Columns);
        // Where both begin at the same place, the ends are the same numbers; NULL marks are part of them.
        var shift = otherStart - start;
        int fields;
        if (shift == 0)
            fields = ends.CommonPrefixLength(otherEnds);
        else
            for (fields = 0; fields < ends.Length && ends[fields] + shift == otherEnds[fields]; fields++) { }

        var equal = fields / Columns;
        if (equal == 0)
            return 0;
        var length = (ends[equal * Columns - 1] & ~NullMark) - start;
        var same = _buffer.AsSpan(start, length).CommonPrefixLength(other._buffer.AsSpan(otherStart, length));
        if (same == length)
            return equal;
        // The first difference lies in one of those rows; those before it are equal, with what ends them.
        return CountWithin(row, row + equal, same + 1);
    }

    /// <summary>Adds a row, or some fields of it, of another batch.</summary>
    public void AppendRow(RowBatch other, int row, IReadOnlyList<int>? fields = null)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var i = 0; i < Columns; i++)
        {
            var field = fields is null ? i : fields[i];
            if (other.IsNull(row, field))
                AppendNull();
            else
                Append(other.Field(row, field));
        }
    }

    public void AppendNull()
    {
        "\\N"u8.CopyTo(Reserve(2));
        Length += 2;
        Close(Length | NullMark);
    }

    public void Append(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Reserve(value.Length));
        EndField(value.Length);
    }

    /// <summary>
    /// Room for at least <paramref name="count"/> bytes after what is there, to be closed with <see cref="EndField"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> Reserve(int count)
    {
        // One byte more than asked for, for what comes after the field.
        if (_buffer.Length - Length <= count)
            Grow(count + 1);
        return _buffer.AsSpan(Length, _buffer.Length - Length - 1);
    }

    /// <summary>
    /// The same room as part of an array, all that is left of it, for drivers that write into nothing else.
    /// </summary>
    internal ArraySegment<byte> ReserveArray(int count)
    {
        if (_buffer.Length - Length <= count)
            Grow(count + 1);
        return new ArraySegment<byte>(_buffer, Length, _buffer.Length - Length - 1);
    }

    /// <summary>
    /// Ends the field of which <paramref name="count"/> bytes were written into <see cref="Reserve"/>'s span.
    /// </summary>
    public void EndField(int count)
    {
        Length += count;
        Close(Length);
    }

    /// <summary>Takes back the fields of a row that isn't whole yet.</summary>
    public void DropPartialRow()
    {
        _fields = Rows * Columns;
        Length = StartOf(Rows);
    }

    /// <summary>Keeps just the rows for which <paramref name="keep"/> is true, in their order.</summary>
    public void Retain(ReadOnlySpan<bool> keep)
    {
        _plain.Clear();
        var rows = Rows;
        var kept = 0;
        var length = 0;
        var rowStart = 0;
        for (var row = 0; row < rows; row++)
        {
            var next = StartOf(row + 1);
            if (keep[row])
            {
                Buffer.BlockCopy(_buffer, rowStart, _buffer, length, next - rowStart);
                for (var column = 0; column < Columns; column++)
                {
                    var end = _ends[row * Columns + column];
                    _ends[kept * Columns + column] = ((end & ~NullMark) - rowStart + length) | (end & NullMark);
                }

                kept++;
                length += next - rowStart;
            }

            rowStart = next;
        }

        Rows = kept;
        _fields = kept * Columns;
        Length = length;
    }

    private int StartOf(int row) => row == 0 ? 0 : (_ends[row * Columns - 1] & ~NullMark) + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Close(int end)
    {
        if (_fields == _ends.Length)
            GrowEnds(_fields + 1);
        _ends[_fields++] = end;
        if (_fields < (Rows + 1) * Columns)
        {
            _buffer[Length++] = (byte)'\t';
            return;
        }

        _buffer[Length++] = (byte)'\n';
        Rows++;
    }

    private void GrowEnds(int least) =>
        Array.Resize(ref _ends, BatchCapacity.NextEnds(_ends.Length, _fields, Length, least));

    private void Grow(int count) =>
        Array.Resize(ref _buffer, BatchCapacity.NextBuffer(_buffer.Length, (long)Length + count));
}
