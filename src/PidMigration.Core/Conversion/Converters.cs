using System.Buffers;
using System.Globalization;
using System.Text;
using PidMigration.Rows;

namespace PidMigration.Conversion;

/// <summary>What is done to values whose canonical text differs between two kinds.</summary>
internal static class Converters
{
    /// <summary>What a <see cref="FieldConverter"/> returns for a value that has no form in the target.</summary>
    public const int NoForm = -1;

    private const int DigitsOfUuid = 32;
    private const long MicrosecondsOfDay = 86_400_000_000;

    private static readonly SearchValues<byte> UuidCharacters = SearchValues.Create("0123456789abcdefABCDEF-"u8);

    /// <summary>A decimal without a fraction, as a whole number.</summary>
    public static int WholeNumber(ReadOnlySpan<byte> value, RowBatch output)
    {
        var point = value.IndexOf((byte)'.');
        if (point >= 0 && value[(point + 1)..].ContainsAnyExcept((byte)'0'))
            return NoForm;
        output.Append(point < 0 ? value : value[..point]);
        return 0;
    }

    public static int Float32(ReadOnlySpan<byte> value, RowBatch output) =>
        IsSingle(value) ? Pass(value, output) : NoForm;

    /// <summary>Whether a 64-bit float is equal to a 32-bit one, or no number.</summary>
    public static bool IsSingle(ReadOnlySpan<byte> value) =>
        double.TryParse(value, CultureInfo.InvariantCulture, out var number)
        && (!double.IsFinite(number) || (float)number == number);

    /// <summary>
    /// The digits after the point of a float's text, which may have an exponent; zeros at the end don't count.
    /// </summary>
    public static int DigitsAfterPoint(ReadOnlySpan<byte> value)
    {
        var (digits, place) = DecimalText.GetSignificantDigits(Encoding.ASCII.GetString(value));
        return digits.Length - place;
    }

    /// <summary>A UUID as people write it, with or without dashes and braces.</summary>
    public static int Uuid(ReadOnlySpan<byte> value, RowBatch output) =>
        TryParseUuid(value, out var uuid) ? Format(uuid, "N", output) : NoForm;

    /// <summary>
    /// Reads 32 hexadecimal digits, or 36 characters with dashes, these also in braces or parentheses; spaces around
    /// them don't count.
    /// </summary>
    public static bool TryParseUuid(ReadOnlySpan<byte> value, out Guid uuid)
    {
        var text = value.Trim(" \t\n\v\f\r"u8);
        if (text is [(byte)'{', .., (byte)'}'] or [(byte)'(', .., (byte)')'] && text[1..^1] is { Length: 36 } inner)
            text = inner;
        var format = text.Length == DigitsOfUuid ? "N" : "D";
        uuid = default;
        // The framework's parser takes signs and 0x for digits.
        return !text.ContainsAnyExcept(UuidCharacters)
            && Guid.TryParseExact(Encoding.ASCII.GetString(text), format, out uuid);
    }

    public static int DashedUuid(ReadOnlySpan<byte> value, RowBatch output) =>
        Guid.TryParseExact(Encoding.ASCII.GetString(value), "N", out var uuid) ? Format(uuid, "D", output) : NoForm;

    public static int UuidToBytes(ReadOnlySpan<byte> value, RowBatch output)
    {
        if (
            value.Length != 32
            || Convert.FromHexString(value, output.Reserve(16), out _, out var written) != OperationStatus.Done
        )
            return NoForm;
        output.EndField(written);
        return 0;
    }

    public static int UuidFromBytes(ReadOnlySpan<byte> value, RowBatch output)
    {
        if (value.Length != 16)
            return NoForm;
        Convert.TryToHexStringLower(value, output.Reserve(32), out var written);
        output.EndField(written);
        return 0;
    }

    /// <summary>
    /// A length of time without months or years as microseconds; a day has 24 hours, as Django's DurationField has it.
    /// </summary>
    public static int Microseconds(ReadOnlySpan<byte> value, RowBatch output)
    {
        if (!TryGetMicroseconds(value, out var sum))
            return NoForm;
        sum.TryFormat(output.Reserve(40), out var written, default, CultureInfo.InvariantCulture);
        output.EndField(written);
        return 0;
    }

    /// <summary>The microseconds of a length of time; false for one with months or years.</summary>
    public static bool TryGetMicroseconds(ReadOnlySpan<byte> value, out Int128 sum)
    {
        sum = 0;
        foreach (var range in value.Split((byte)' '))
        {
            var word = value[range];
            if (word.Contains((byte)':'))
            {
                if (ClockTime(word) is not { } time)
                    return false;
                sum += time;
            }
            else if (word.StartsWith("day"u8))
                sum *= MicrosecondsOfDay;
            else if (!Int128.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out sum))
                return false;
        }

        return true;
    }

    /// <summary>Microseconds as days and a time, the form that Django gives PostgreSQL.</summary>
    public static int Interval(ReadOnlySpan<byte> value, RowBatch output)
    {
        if (!long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var all))
            return NoForm;
        var (days, rest) = Math.DivRem(all, MicrosecondsOfDay);
        var time = TimeSpan.FromTicks(Math.Abs(rest) * TimeSpan.TicksPerMicrosecond);
        output.Append(
            Encoding.ASCII.GetBytes(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{days} days {(rest < 0 ? "-" : "")}{time:hh\\:mm\\:ss\\.ffffff}"
                )
            )
        );
        return 0;
    }

    public static int Pass(ReadOnlySpan<byte> value, RowBatch output)
    {
        output.Append(value);
        return 0;
    }

    /// <summary>NULL in place of a value, because the user allowed it.</summary>
    public static int Null(RowBatch output)
    {
        output.AppendNull();
        return 1;
    }

    /// <summary>A value whose very form is a change that was allowed.</summary>
    public static int Counted(ReadOnlySpan<byte> value, RowBatch output)
    {
        output.Append(value);
        return 1;
    }

    /// <summary>The microseconds of <c>[+-]HH:mm:ss[.ffffff]</c>.</summary>
    private static Int128? ClockTime(ReadOnlySpan<byte> text)
    {
        var negative = text[0] == '-';
        var digits = text.TrimStart("+-"u8);
        var point = digits.IndexOf((byte)'.');
        Int128 sum = 0;
        foreach (var range in (point < 0 ? digits : digits[..point]).Split((byte)':'))
        {
            if (!long.TryParse(digits[range], NumberStyles.None, CultureInfo.InvariantCulture, out var part))
                return null;
            sum = sum * 60 + part;
        }

        var fraction = 0L;
        if (
            point >= 0
            && !long.TryParse(
                Encoding.ASCII.GetString(digits[(point + 1)..]).PadRight(6, '0'),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out fraction
            )
        )
            return null;
        sum = sum * 1_000_000 + fraction;
        return negative ? -sum : sum;
    }

    private static int Format(Guid uuid, string format, RowBatch output)
    {
        uuid.TryFormat(output.Reserve(36), out var written, format);
        output.EndField(written);
        return 0;
    }
}
