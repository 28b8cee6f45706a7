using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PidMigration.Rows;

/// <summary>
/// Rows in the text form that a batch has itself (fields ended by a tab, rows by a line feed, NULL as <c>\N</c>) are
/// looked through once, 32 bytes at a time, and copied in one piece.
/// </summary>
internal static class EscapeFreeScanner
{
    /// <summary>
    /// Adds the whole rows at the text's beginning to the batch, until it is full or a row holds an escape, or what
    /// would have to be escaped.
    /// </summary>
    /// <param name="text">The text; its last row may be cut off.</param>
    /// <param name="batch">Takes the rows; it must not end within one.</param>
    /// <param name="limit">When the batch is full.</param>
    /// <returns>The bytes of the rows that were added.</returns>
    /// <exception cref="FormatException">A row has more or fewer fields than the batch's.</exception>
    public static int Take(ReadOnlySpan<byte> text, RowBatch batch, BatchLimit limit)
    {
        var taken = Find(text, batch, limit, out var rows);
        batch.AppendText(text[..taken], rows);
        return taken;
    }

    /// <summary>Finds those rows, puts down where their fields end, and says how many bytes they take.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Find(ReadOnlySpan<byte> text, RowBatch batch, BatchLimit limit, out int rows)
    {
        rows = 0;
        var columns = batch.Columns;
        var most = limit.Rows - batch.Rows;
        var offset = batch.Length;
        int taken = 0,
            column = 0,
            start = 0;
        var isNull = false;
        var ends = batch.RoomForEnds(0);
        for (var at = 0; at < text.Length; at += Vector256<byte>.Count)
        {
            var marks = Marks(text, at);
            while (marks != 0)
            {
                var here = at + BitOperations.TrailingZeroCount(marks);
                marks &= marks - 1;
                var mark = text[here];
                if (mark == '\\')
                {
                    // Nothing but a NULL begins with these two characters: the first would be escaped itself.
                    isNull = here == start && here + 1 < text.Length && text[here + 1] == 'N';
                    if (isNull)
                        continue;
                    return taken;
                }

                if (mark is not (byte)'\t' and not (byte)'\n')
                    return taken;
                if (mark == '\n' != (column == columns - 1))
                    throw new FormatException($"A row has {(mark == '\n' ? "fewer" : "more")} than {columns} fields.");
                ends[column] = isNull ? RowBatch.EndOfNull(offset + here) : offset + here;
                isNull = false;
                start = here + 1;
                column++;
                if (mark == '\t')
                    continue;
                column = 0;
                taken = start;
                rows++;
                if (rows == most || offset + taken >= limit.Bytes)
                    return taken;
                ends = batch.RoomForEnds(rows);
            }
        }

        return taken;
    }

    /// <summary>How many bytes stand between fields or rows, begin an escape, or would have to be escaped.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int CountSpecialBytes(ReadOnlySpan<byte> text)
    {
        var count = 0;
        for (var at = 0; at < text.Length; at += Vector256<byte>.Count)
            count += BitOperations.PopCount(Marks(text, at));
        return count;
    }

    /// <summary>A bit for each of the next 32 bytes that is such a one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Marks(ReadOnlySpan<byte> text, int at) =>
        text.Length - at >= Vector256<byte>.Count
            ? Marks(Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(text), (nuint)at))
            : LastMarks(text[at..]);

    /// <summary>
    /// The same for fewer than 32 bytes, in a method of its own: in the loop it would keep it from being made fast.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static uint LastMarks(ReadOnlySpan<byte> text)
    {
        Span<byte> last = stackalloc byte[Vector256<byte>.Count];
        last.Fill((byte)' ');
        text.CopyTo(last);
        return Marks(Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(last)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Marks(Vector256<byte> bytes) =>
        (
            Is(bytes, '\t') | Is(bytes, '\n') | Is(bytes, '\\') | Is(bytes, '\r') | Is(bytes, '\0')
        ).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Is(Vector256<byte> bytes, char mark) =>
        Vector256.Equals(bytes, Vector256.Create((byte)mark));
}
