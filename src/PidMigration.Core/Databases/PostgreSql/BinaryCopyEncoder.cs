using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using PidMigration.Catalog;
using PidMigration.Rows;

namespace PidMigration.Databases.PostgreSql;

/// <summary>
/// A batch in COPY's binary form, which spares the server the reading of numbers and moments. Not every type has a form
/// here, nor every value of one that has (infinity, a year of five digits): those are left to the text form, and so to
/// the server's judgement. Source: PostgreSQL 15 manual, COPY, Binary Format.
/// </summary>
internal sealed class BinaryCopyEncoder
{
    /// <summary>
    /// What <see cref="Write"/> must be given: the longest field that isn't divided, with what stands before it.
    /// </summary>
    public const int LeastOutput = BinaryCopyTypes.LongestText + BinaryCopyTypes.Slack + 8;

    private readonly BinaryCopyTypes.Encoder?[] _encoders;
    private readonly bool[] _isJsonb;

    /// <summary>
    /// The fields that have another form than their text, each after its length, in the order of the rows.
    /// </summary>
    private byte[] _values = new byte[1 << 16];

    private RowBatch? _batch;
    private int _row;
    private int _last;
    private int _column;
    private int _offset;
    private int _value;
    private bool _begun;
    private bool _inside;
    private bool _ended;

    private BinaryCopyEncoder(IReadOnlyList<Column> columns)
    {
        _encoders = [.. columns.Select(BinaryCopyTypes.EncoderOf)];
        _isJsonb = [.. columns.Select(c => c.NativeType == "jsonb")];
    }

    /// <summary>The signature, no flags, and a header that ends here.</summary>
    private static ReadOnlySpan<byte> Header =>
        [
            (byte)'P',
            (byte)'G',
            (byte)'C',
            (byte)'O',
            (byte)'P',
            (byte)'Y',
            (byte)'\n',
            0xff,
            (byte)'\r',
            (byte)'\n',
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
        ];

    /// <summary>The form of rows of these columns; null where one of them has none.</summary>
    public static BinaryCopyEncoder? For(IReadOnlyList<Column> columns) =>
        columns.All(BinaryCopyTypes.IsSupported) ? new BinaryCopyEncoder(columns) : null;

    /// <summary>Starts again with a part of a batch; false where one of its values has no binary form.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Start(RowBatch batch, int first, int count)
    {
        (_batch, _row, _last, _column, _offset, _value) = (batch, first, first + count, 0, 0, 0);
        _begun = _inside = _ended = false;
        var written = 0;
        for (var row = first; row < _last; row++)
        {
            for (var column = 0; column < _encoders.Length; column++)
            {
                if (_encoders[column] is not { } encode || batch.IsNull(row, column))
                    continue;
                var text = batch.Field(row, column);
                if (text.Length > BinaryCopyTypes.LongestText)
                    return false;
                if (_values.Length - written < LeastOutput)
                    Array.Resize(ref _values, _values.Length * 2);
                var length = encode(text, _values.AsSpan(written + sizeof(int)));
                if (length == 0)
                    return false;
                BinaryPrimitives.WriteInt32BigEndian(_values.AsSpan(written), length);
                written += sizeof(int) + length;
            }
        }

        return true;
    }

    /// <summary>
    /// Writes what comes next; 0 when all is written. <paramref name="output"/> must hold <see cref="LeastOutput"/>
    /// bytes.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Write(Span<byte> output)
    {
        var written = 0;
        if (!_begun)
        {
            Header.CopyTo(output);
            written = Header.Length;
            _begun = true;
        }

        for (; _row < _last; _row++, _column = 0)
        {
            for (; _column < _encoders.Length; _column++, _offset = 0, _inside = false)
                if (!WriteField(output, ref written))
                    return written;
        }

        if (_ended || output.Length - written < sizeof(short))
            return written;
        // The trailer: a row of −1 fields.
        BinaryPrimitives.WriteInt16BigEndian(output[written..], -1);
        _ended = true;
        return written + sizeof(short);
    }

    /// <summary>Writes the rest of the field; false when the output is full before all of it is in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool WriteField(Span<byte> output, ref int written)
    {
        if (!_inside)
        {
            if (output.Length - written < LeastOutput)
                return false;
            if (_column == 0)
            {
                BinaryPrimitives.WriteInt16BigEndian(output[written..], (short)_encoders.Length);
                written += sizeof(short);
            }

            if (_batch!.IsNull(_row, _column))
            {
                BinaryPrimitives.WriteInt32BigEndian(output[written..], -1);
                written += sizeof(int);
                return true;
            }

            if (_encoders[_column] is not null)
            {
                var all = sizeof(int) + BinaryPrimitives.ReadInt32BigEndian(_values.AsSpan(_value));
                _values.AsSpan(_value, all).CopyTo(output[written..]);
                _value += all;
                written += all;
                return true;
            }
        }

        var field = _batch!.Field(_row, _column);
        if (!_inside)
        {
            BinaryPrimitives.WriteInt32BigEndian(output[written..], field.Length + (_isJsonb[_column] ? 1 : 0));
            written += sizeof(int);
            // The version of jsonb's form.
            if (_isJsonb[_column])
                output[written++] = 1;
            _inside = true;
        }

        var fit = Math.Min(field.Length - _offset, output.Length - written);
        field.Slice(_offset, fit).CopyTo(output[written..]);
        written += fit;
        _offset += fit;
        return _offset == field.Length;
    }
}
