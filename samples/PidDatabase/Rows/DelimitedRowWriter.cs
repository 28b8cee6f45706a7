using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace PidDatabase.Rows;

/// <summary>
/// Writes rows as tab-separated UTF-8 lines that PostgreSQL's COPY and MySQL's LOAD DATA read alike: back-slash, tab,
/// LF and CR escaped, every other character as it is, NULL as <c>\N</c>.
/// </summary>
internal sealed class DelimitedRowWriter(Stream stream) : IRowWriter
{
    private static readonly SearchValues<byte> Special = SearchValues.Create("\\\t\n\r"u8);

    private byte[] _buffer = new byte[1 << 18];
    private byte[] _plain = new byte[1 << 12];
    private int _length;

    /// <summary>Rows written so far.</summary>
    public long Rows { get; private set; }

    public void Null() => Append("\\N\t"u8);

    public void Number(long value)
    {
        Reserve(24);
        Utf8Formatter.TryFormat(value, _buffer.AsSpan(_length), out var written);
        _length += written;
        _buffer[_length++] = (byte)'\t';
    }

    public void Boolean(bool value) => Append(value ? "1\t"u8 : "0\t"u8);

    public void Instant(DateTime value)
    {
        Reserve(32);
        value.TryFormat(
            _buffer.AsSpan(_length),
            out var written,
            "yyyy-MM-dd " + "HH:mm:ss.ffffff",
            CultureInfo.InvariantCulture
        );
        _length += written;
        _buffer[_length++] = (byte)'\t';
    }

    public void Text(ReadOnlySpan<char> value)
    {
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (_plain.Length < most)
            _plain = new byte[most];
        ReadOnlySpan<byte> rest = _plain.AsSpan(0, Encoding.UTF8.GetBytes(value, _plain));
        Reserve(2 * rest.Length + 1);
        for (int at; (at = rest.IndexOfAny(Special)) >= 0; rest = rest[(at + 1)..])
        {
            Copy(rest[..at]);
            _buffer[_length++] = (byte)'\\';
            _buffer[_length++] = rest[at] switch
            {
                (byte)'\t' => (byte)'t',
                (byte)'\n' => (byte)'n',
                (byte)'\r' => (byte)'r',
                _ => (byte)'\\',
            };
        }
        Copy(rest);
        _buffer[_length++] = (byte)'\t';
    }

    public void EndRow()
    {
        _buffer[_length - 1] = (byte)'\n';
        Rows++;
        if (_length > 1 << 17)
            Flush();
    }

    /// <summary>Hands every complete row to the stream.</summary>
    public void Flush()
    {
        stream.Write(_buffer, 0, _length);
        _length = 0;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        Copy(bytes);
    }

    private void Copy(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    private void Reserve(int bytes)
    {
        if (_buffer.Length - _length < bytes)
            Array.Resize(ref _buffer, Math.Max(2 * _buffer.Length, _length + bytes));
    }
}
