using System.Buffers.Binary;
using System.Buffers.Text;
using PidMigration.Catalog;

namespace PidMigration.Databases.PostgreSql;

/// <summary>
/// Canonical texts as what PostgreSQL's receive functions take. An encoder is strict: it takes what has one meaning
/// only, and writes that; anything else it leaves to the server. Source: PostgreSQL 15, src/backend/utils/adt, the
/// functions named *_recv.
/// </summary>
internal static class BinaryCopyTypes
{
    /// <summary>A longer text has no form here (a numeric of many digits).</summary>
    public const int LongestText = 256;

    /// <summary>
    /// By how much a form can be longer than its text: four numbers stand before the digits of a numeric, a group at
    /// each end may be partly filled.
    /// </summary>
    public const int Slack = 16;

    private const long DayLength = 24 * HourLength;
    private const long HourLength = 3_600_000_000;

    /// <summary>PostgreSQL's days begin with this one.</summary>
    private static readonly int FirstDay = new DateOnly(2000, 1, 1).DayNumber;

    /// <summary>Writes a value; 0 where it has no form, else the bytes that it takes.</summary>
    public delegate int Encoder(ReadOnlySpan<byte> text, Span<byte> output);

    /// <summary>Whether the column's values have a binary form that is known here.</summary>
    public static bool IsSupported(Column column) =>
        column.Kind switch
        {
            ValueKind.Text or ValueKind.FixedText or ValueKind.Bytes or ValueKind.EnumLabel => true,
            ValueKind.Json => column.NativeType is "json" or "jsonb",
            _ => EncoderOf(column) is not null,
        };

    /// <summary>What writes the column's values; null where their form is their text.</summary>
    public static Encoder? EncoderOf(Column column) =>
        (column.Kind, column.Bytes) switch
        {
            (ValueKind.Boolean, _) => Boolean,
            (ValueKind.Integer, 2) => Int16,
            (ValueKind.Integer, 4) => Int32,
            (ValueKind.Integer, 8) => Int64,
            (ValueKind.Decimal, _) => Numeric,
            (ValueKind.Float32, _) => Float32,
            (ValueKind.Float64, _) => Float64,
            (ValueKind.Date, _) => Date,
            (ValueKind.Time, _) => Time,
            (ValueKind.Timestamp or ValueKind.Instant, _) => Timestamp,
            (ValueKind.Uuid, _) => Uuid,
            _ => null,
        };

    private static int Boolean(ReadOnlySpan<byte> text, Span<byte> output)
    {
        if (text.Length != 1 || text[0] is not ((byte)'0' or (byte)'1'))
            return 0;
        output[0] = (byte)(text[0] - '0');
        return 1;
    }

    private static int Int16(ReadOnlySpan<byte> text, Span<byte> output)
    {
        if (!Utf8Parser.TryParse(text, out short value, out var read) || read != text.Length)
            return 0;
        BinaryPrimitives.WriteInt16BigEndian(output, value);
        return sizeof(short);
    }

    private static int Int32(ReadOnlySpan<byte> text, Span<byte> output)
    {
        if (!Utf8Parser.TryParse(text, out int value, out var read) || read != text.Length)
            return 0;
        BinaryPrimitives.WriteInt32BigEndian(output, value);
        return sizeof(int);
    }

    private static int Int64(ReadOnlySpan<byte> text, Span<byte> output)
    {
        if (!Utf8Parser.TryParse(text, out long value, out var read) || read != text.Length)
            return 0;
        BinaryPrimitives.WriteInt64BigEndian(output, value);
        return sizeof(long);
    }

    /// <summary>
    /// numeric_recv: the groups of four digits, the weight of the first one, the sign, the digits after the point, the
    /// groups.
    /// </summary>
    private static int Numeric(ReadOnlySpan<byte> text, Span<byte> output)
    {
        var isNegative = text is [(byte)'-', ..];
        if (isNegative)
            text = text[1..];
        var point = text.IndexOf((byte)'.');
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? [] : text[(point + 1)..];
        if (whole.IsEmpty || point >= 0 && fraction.IsEmpty)
            return 0;
        if (
            whole.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            || fraction.ContainsAnyExceptInRange((byte)'0', (byte)'9')
        )
            return 0;

        int before = (whole.Length + 3) / 4,
            behind = (fraction.Length + 3) / 4;
        BinaryPrimitives.WriteInt16BigEndian(output, (short)(before + behind));
        BinaryPrimitives.WriteInt16BigEndian(output[2..], (short)(before - 1));
        BinaryPrimitives.WriteUInt16BigEndian(output[4..], (ushort)(isNegative ? 0x4000 : 0));
        BinaryPrimitives.WriteInt16BigEndian(output[6..], (short)fraction.Length);
        for (var group = 0; group < before + behind; group++)
        {
            var value = 0;
            for (var i = 0; i < 4; i++)
            {
                // The groups meet at the point: the first one may lack digits at its beginning, the last one at its
                // end.
                var digit = group < before ? whole.Length - (before - group) * 4 + i : (group - before) * 4 + i;
                var digits = group < before ? whole : fraction;
                value = value * 10 + (digit < 0 || digit >= digits.Length ? 0 : digits[digit] - '0');
            }

            BinaryPrimitives.WriteInt16BigEndian(output[(8 + group * 2)..], (short)value);
        }

        return 8 + (before + behind) * 2;
    }

    private static int Float32(ReadOnlySpan<byte> text, Span<byte> output)
    {
        if (
            !Utf8Parser.TryParse(text, out float value, out var read)
            || read != text.Length
            || !float.IsNormal(value) && !IsZero(text)
        )
            return 0;
        BinaryPrimitives.WriteSingleBigEndian(output, value);
        return sizeof(float);
    }

    private static int Float64(ReadOnlySpan<byte> text, Span<byte> output)
    {
        if (
            !Utf8Parser.TryParse(text, out double value, out var read)
            || read != text.Length
            || !double.IsNormal(value) && !IsZero(text)
        )
            return 0;
        BinaryPrimitives.WriteDoubleBigEndian(output, value);
        return sizeof(double);
    }

    /// <summary>Whether a number is written as zero, and not merely too small to be told from it.</summary>
    private static bool IsZero(ReadOnlySpan<byte> text) => text.Trim("-0."u8).IsEmpty;

    private static int Date(ReadOnlySpan<byte> text, Span<byte> output)
    {
        if (text.Length != 10 || !TryDay(text, out var day))
            return 0;
        BinaryPrimitives.WriteInt32BigEndian(output, day);
        return sizeof(int);
    }

    private static int Time(ReadOnlySpan<byte> text, Span<byte> output)
    {
        if (!TryTime(text, out var microseconds))
            return 0;
        BinaryPrimitives.WriteInt64BigEndian(output, microseconds);
        return sizeof(long);
    }

    private static int Timestamp(ReadOnlySpan<byte> text, Span<byte> output)
    {
        if (
            text.Length < 19
            || text[10] != ' '
            || !TryDay(text[..10], out var day)
            || !TryTime(text[11..], out var microseconds)
        )
            return 0;
        BinaryPrimitives.WriteInt64BigEndian(output, day * DayLength + microseconds);
        return sizeof(long);
    }

    private static int Uuid(ReadOnlySpan<byte> text, Span<byte> output) =>
        text.Length == 32
        && Convert.FromHexString(text, output, out _, out var written) == System.Buffers.OperationStatus.Done
            ? written
            : 0;

    /// <summary><c>yyyy-MM-dd</c> as the days since 2000.</summary>
    private static bool TryDay(ReadOnlySpan<byte> text, out int day)
    {
        day = 0;
        if (text[4] != '-' || text[7] != '-')
            return false;
        int year = Two(text) * 100 + Two(text[2..]),
            month = Two(text[5..]),
            dayOfMonth = Two(text[8..]);
        // What isn't a digit makes the number it stands in too large, or negative.
        if (
            year is < 1 or > 9999
            || month is < 1 or > 12
            || dayOfMonth < 1
            || dayOfMonth > DateTime.DaysInMonth(year, month)
        )
            return false;
        day = new DateOnly(year, month, dayOfMonth).DayNumber - FirstDay;
        return true;
    }

    /// <summary><c>HH:mm:ss[.ffffff]</c> as microseconds.</summary>
    private static bool TryTime(ReadOnlySpan<byte> text, out long microseconds)
    {
        microseconds = 0;
        if (text.Length is not (8 or >= 10 and <= 15) || text[2] != ':' || text[5] != ':')
            return false;
        int hour = Two(text),
            minute = Two(text[3..]),
            second = Two(text[6..]);
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59)
            return false;
        long fraction = 0;
        if (text.Length > 8)
        {
            if (text[8] != '.')
                return false;
            for (var i = 9; i < 15; i++)
            {
                var digit = i < text.Length ? text[i] - '0' : 0;
                if (digit is < 0 or > 9)
                    return false;
                fraction = fraction * 10 + digit;
            }
        }

        microseconds = hour * HourLength + minute * 60_000_000L + second * 1_000_000L + fraction;
        return true;
    }

    /// <summary>The number of two digits; far below 0 where one of them is none.</summary>
    private static int Two(ReadOnlySpan<byte> text)
    {
        int tens = text[0] - '0',
            ones = text[1] - '0';
        return (uint)tens > 9 || (uint)ones > 9 ? -1_000_000 : tens * 10 + ones;
    }
}
