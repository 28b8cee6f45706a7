using System.Buffers;
using System.Globalization;

namespace PidMigration.Rows;

/// <summary>
/// Numbers without an exponent: writes them, and tells those that can stand bare in SQL, digits with a sign and a
/// point, from anything else.
/// </summary>
internal static class NumberText
{
    private static readonly SearchValues<byte> Allowed = SearchValues.Create("0123456789-."u8);

    /// <summary>Whether it is made of nothing but digits, signs and points.</summary>
    public static bool IsNumeric(ReadOnlySpan<byte> value) => !value.IsEmpty && !value.ContainsAnyExcept(Allowed);

    /// <summary>
    /// A number or a time of day without the zeros at the end of its fraction: <c>1.50</c> is <c>1.5</c>, <c>1.0</c> is
    /// <c>1</c>.
    /// </summary>
    public static ReadOnlySpan<byte> TrimFraction(ReadOnlySpan<byte> value) =>
        value.Contains((byte)'.') ? value.TrimEnd((byte)'0').TrimEnd((byte)'.') : value;

    /// <inheritdoc cref="TrimFraction(ReadOnlySpan{byte})"/>
    public static string TrimFraction(string value) =>
        value.Contains('.', StringComparison.Ordinal) ? value.TrimEnd('0').TrimEnd('.') : value;

    /// <summary>A float's shortest digits that tell it from any other, without an exponent.</summary>
    public static string Format(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        var e = text.IndexOf('E', StringComparison.Ordinal);
        if (e < 0)
            return text;
        var sign = text[0] == '-' ? "-" : "";
        var digits = text[sign.Length..e].Replace(".", "", StringComparison.Ordinal);
        // The place of the point, counted from the first digit.
        var point = 1 + int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return point <= 0 ? $"{sign}0.{new string('0', -point)}{digits}"
            : point >= digits.Length ? sign + digits.PadRight(point, '0')
            : $"{sign}{digits[..point]}.{digits[point..]}";
    }
}
