using System.Buffers;
using System.Runtime.CompilerServices;

namespace PidMigration.Rows;

/// <summary>
/// A batch as the text that both PostgreSQL's COPY and MySQL's LOAD DATA read: fields ended by a tab, rows by a line
/// feed, NULL as <c>\N</c>, and a back-slash before what would be mistaken for one of these. Only escapes that mean the
/// same to both are written: form feed and vertical tab go as they are (LOAD DATA reads <c>\f</c> as the letter f).
/// Sources: PostgreSQL 15 manual, COPY, Text Format; MySQL 8.4 manual, 15.2.9, Field and Line Handling.
/// </summary>
internal sealed class DelimitedTextEncoder(FieldEncoding[] forms)
{
    private static readonly SearchValues<byte> Special = SearchValues.Create("\0\t\n\r\\"u8);
    private const int MostAtOnce = 1 << 12;

    private static ReadOnlySpan<byte> HexDigits => "0123456789abcdef"u8;

    private readonly bool _isText = forms.All(f => f == FieldEncoding.Escaped);

    /// <summary>
    /// So many rows are tried at once: twice as many after each success, half of them where something is to be escaped.
    /// </summary>
    private int _stretch = 1;

    private RowBatch? _batch;
    private int _row;
    private int _last;
    private int _column;
    private int _offset;
    private bool _inside;

    /// <summary>Starts again with a part of a batch.</summary>
    public void Begin(RowBatch batch, int first, int count)
    {
        _batch = batch;
        _row = first;
        _last = first + count;
        _column = _offset = 0;
        _inside = false;
    }

    /// <summary>
    /// Writes what comes next; 0 when all is written. <paramref name="output"/> must hold at least 16 bytes.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Write(Span<byte> output)
    {
        var batch = _batch!;
        var columns = batch.Columns;
        var written = 0;
        while (_row < _last)
        {
            if (_isText && _column == 0 && _offset == 0 && TryWriteRows(batch, output[written..]) is var length and > 0)
            {
                written += length;
                continue;
            }

            while (_column < columns)
            {
                if (!WriteField(batch, output, ref written))
                    return written;
                output[written++] = _column == columns - 1 ? (byte)'\n' : (byte)'\t';
                _column++;
                _offset = 0;
                _inside = false;
            }

            _column = 0;
            _row++;
        }

        return written;
    }

    /// <summary>
    /// Writes whole rows, as many as there is room for, as they stand in the batch, where they hold nothing to escape;
    /// else 0.
    /// </summary>
    private int TryWriteRows(RowBatch batch, Span<byte> output)
    {
        var count = Math.Min(_last - _row, batch.GetEscapeFreeRun(_row, out var plain));
        var fit = batch.CountWithin(_row, _row + (plain ? count : Math.Min(count, _stretch)), output.Length);
        if (!plain)
        {
            while (fit > 0 && !IsPlain(batch, _row, fit))
                _stretch = Math.Max(fit /= 2, 1);
            if (fit == _stretch)
                _stretch = Math.Min(_stretch * 2, MostAtOnce);
        }

        var text = batch.Text(_row, fit);
        text.CopyTo(output);
        _row += fit;
        return text.Length;
    }

    /// <summary>
    /// Whether no field holds anything to escape: there are no more special bytes than come after the fields and in
    /// NULLs.
    /// </summary>
    private static bool IsPlain(RowBatch batch, int row, int count) =>
        EscapeFreeScanner.CountSpecialBytes(batch.Text(row, count))
        == count * batch.Columns + batch.CountNulls(row, count);

    /// <summary>
    /// Writes the rest of the field; false when the output is full before the field and its delimiter are in.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool WriteField(RowBatch batch, Span<byte> output, ref int written)
    {
        if (batch.IsNull(_row, _column))
        {
            if (output.Length - written < 3)
                return false;
            output[written++] = (byte)'\\';
            output[written++] = (byte)'N';
            return true;
        }

        var rest = batch.Field(_row, _column)[_offset..];
        if (forms[_column] != FieldEncoding.Escaped)
            return WriteHex(rest, output, ref written);

        while (true)
        {
            var room = output.Length - written - 3;
            if (room <= 0)
                return false;
            var plain = rest.IndexOfAny(Special);
            if (plain < 0)
                plain = rest.Length;
            if (plain > room)
            {
                rest[..room].CopyTo(output[written..]);
                written += room;
                _offset += room;
                return false;
            }

            rest[..plain].CopyTo(output[written..]);
            written += plain;
            _offset += plain;
            if (plain == rest.Length)
                return true;
            if (output.Length - written < 4)
                return false;
            output[written++] = (byte)'\\';
            output[written++] = rest[plain] switch
            {
                (byte)'\t' => (byte)'t',
                (byte)'\n' => (byte)'n',
                (byte)'\r' => (byte)'r',
                0 => (byte)'0',
                var other => other,
            };
            _offset++;
            rest = rest[(plain + 1)..];
        }
    }

    private bool WriteHex(ReadOnlySpan<byte> rest, Span<byte> output, ref int written)
    {
        if (!_inside && forms[_column] == FieldEncoding.PrefixedHex)
        {
            if (output.Length - written < 4)
                return false;
            "\\\\x"u8.CopyTo(output[written..]);
            written += 3;
        }

        _inside = true;
        var fit = Math.Min(rest.Length, (output.Length - written - 1) / 2);
        for (var i = 0; i < fit; i++)
        {
            output[written++] = HexDigits[rest[i] >> 4];
            output[written++] = HexDigits[rest[i] & 15];
        }

        _offset += fit;
        return fit == rest.Length && written < output.Length;
    }
}
