using System.Buffers;
using System.Globalization;
using System.Text;
using PidMigration.Rows;

namespace PidMigration.Conversion;

/// <summary>What is done to values whose canonical text differs between two kinds.</summary>
internal static class Converters
{
    private const int NoForm = -1;
    private const long MicrosecondsOfDay = 86_400_000_000;

    /// <summary>A decimal without a fraction, as a whole number.</summary>
    public static int WholeNumber(ReadOnlySpan<byte> value, RowBatch output)
    {
        var point = value.IndexOf((byte)'.');
        if (point >= 0 && value[(point + 1)..].ContainsAnyExcept((byte)'0'))
            return NoForm;
        output.Append(point < 0 ? value : value[..point]);
        return 0;
    }

    public static int Float32(ReadOnlySpan<byte> value, RowBatch output)
    {
        if (
            !double.TryParse(value, CultureInfo.InvariantCulture, out var number)
            || (double.IsFinite(number) && (float)number != number)
        )
            return NoForm;
        output.Append(value);
        return 0;
    }

    /// <summary>A UUID as people write it, with or without dashes and braces.</summary>
    public static int Uuid(ReadOnlySpan<byte> value, RowBatch output) =>
        Guid.TryParse(value, CultureInfo.InvariantCulture, out var uuid) ? Format(uuid, "N", output) : NoForm;

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

    /// <summary>A length of time without months or years as microseconds; a day has 24 hours, as Django's DurationField has it.</summary>
    public static int Microseconds(ReadOnlySpan<byte> value, RowBatch output)
    {
        Int128 sum = 0;
        foreach (var range in value.Split((byte)' '))
        {
            var word = value[range];
            if (word.Contains((byte)':'))
            {
                if (ClockTime(word) is not { } time)
                    return NoForm;
                sum += time;
            }
            else if (word.StartsWith("day"u8))
                sum *= MicrosecondsOfDay;
            else if (!Int128.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out sum))
                return NoForm;
        }

        sum.TryFormat(output.Reserve(40), out var written, default, CultureInfo.InvariantCulture);
        output.EndField(written);
        return 0;
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
