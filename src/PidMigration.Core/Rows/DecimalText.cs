using System.Globalization;
using PidMigration.Rows;

namespace PidMigration.Rows;

/// <summary>Numbers as texts: one spelling for each value, and their order.</summary>
internal static class DecimalText
{
    private const int MostZeros = 400;

    /// <summary>
    /// Adds the one spelling of a number: no sign but a minus, no needless zeros, no exponent. False where it is no
    /// number; nothing is added then.
    /// </summary>
    public static bool AppendNormalized(ReadOnlySpan<byte> value, RowBatch output)
    {
        var number = value;
        var negative = number is [(byte)'-', ..];
        if (number is [(byte)'-' or (byte)'+', ..])
            number = number[1..];
        var exponent = 0;
        var e = number.IndexOfAny((byte)'e', (byte)'E');
        if (e >= 0)
        {
            if (
                !int.TryParse(
                    number[(e + 1)..],
                    NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture,
                    out exponent
                )
                || Math.Abs(exponent) > MostZeros
            )
                return false;
            number = number[..e];
        }

        var point = number.IndexOf((byte)'.');
        var whole = point < 0 ? number : number[..point];
        var fraction = point < 0 ? [] : number[(point + 1)..];
        if (
            whole.Length + fraction.Length == 0
            || whole.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            || fraction.ContainsAnyExceptInRange((byte)'0', (byte)'9')
        )
            return false;

        // All digits in a row; the point comes after the first `place` of them.
        var room = output.Reserve(2 * (whole.Length + fraction.Length + Math.Abs(exponent)) + 4);
        var digits = room[(room.Length - whole.Length - fraction.Length)..];
        whole.CopyTo(digits);
        fraction.CopyTo(digits[whole.Length..]);
        var place = whole.Length + exponent;
        while (digits.Length > 0 && digits[0] == '0')
        {
            digits = digits[1..];
            place--;
        }

        digits = digits.TrimEnd((byte)'0');
        var written = 0;
        if (digits.IsEmpty)
        {
            room[written++] = (byte)'0';
            output.EndField(written);
            return true;
        }

        if (negative)
            room[written++] = (byte)'-';
        if (place <= 0)
            room[written++] = (byte)'0';
        for (var i = 0; i < Math.Max(place, 0); i++)
            room[written++] = i < digits.Length ? digits[i] : (byte)'0';
        if (digits.Length > place)
        {
            room[written++] = (byte)'.';
            for (var i = place; i < digits.Length; i++)
                room[written++] = i < 0 ? (byte)'0' : digits[i];
        }

        output.EndField(written);
        return true;
    }

    /// <summary>
    /// A number's digits without zeros at either end, and how many of them come before the point (below zero: so many
    /// zeros come between the point and the first one). Two numbers of one sign are equal where both are; an exponent
    /// may be of any size.
    /// </summary>
    public static (string Digits, int Place) GetSignificantDigits(string number)
    {
        var e = number.IndexOfAny(['e', 'E']);
        var exponent =
            e < 0 ? 0 : int.Parse(number.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = (e < 0 ? number : number[..e]).TrimStart('-');
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var all = mantissa.Replace(".", "", StringComparison.Ordinal);
        var leading = all.Length - all.TrimStart('0').Length;
        var digits = all.Trim('0');
        return digits.Length == 0 ? ("", 0) : (digits, (point < 0 ? mantissa.Length : point) - leading + exponent);
    }

    /// <summary>
    /// The order of two numbers by value. Both are digits with a sign and a point, or else 64-bit floats.
    /// </summary>
    public static int Compare(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        if (
            long.TryParse(a, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var x)
            && long.TryParse(b, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var y)
        )
            return x.CompareTo(y);
        var spelled = new RowBatch(1, 256);
        if (!AppendNormalized(a, spelled) || !AppendNormalized(b, spelled))
            return double.Parse(a, CultureInfo.InvariantCulture)
                .CompareTo(double.Parse(b, CultureInfo.InvariantCulture));
        a = spelled.Field(0, 0);
        b = spelled.Field(1, 0);
        bool below = a[0] == '-',
            otherBelow = b[0] == '-';
        if (below != otherBelow)
            return below ? -1 : 1;
        return below ? CompareSize(b[1..], a[1..]) : CompareSize(a, b);
    }

    private static int CompareSize(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        var whole = a.IndexOf((byte)'.') is >= 0 and var p ? p : a.Length;
        var otherWhole = b.IndexOf((byte)'.') is >= 0 and var q ? q : b.Length;
        return whole != otherWhole ? whole.CompareTo(otherWhole) : a.SequenceCompareTo(b);
    }
}
