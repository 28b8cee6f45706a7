using PidMigration.Catalog;

namespace PidMigration.Conversion;

/// <summary>Tells days and times of the calendar from texts that only a server could make sense of.</summary>
internal static class CanonicalDateTime
{
    private const int YearDigits = 4;

    /// <summary>
    /// Whether a text is a moment of the years 1 to 9999, or a time of day, written as the kind's canonical text.
    /// </summary>
    public static bool IsValid(ReadOnlySpan<byte> text, ValueKind kind) =>
        kind switch
        {
            ValueKind.Date => IsDay(text),
            ValueKind.Time => IsTime(text) || text.SequenceEqual("24:00:00"u8),
            _ => text.Length >= 19 && IsDay(text[..10]) && text[10] == ' ' && IsTime(text[11..]),
        };

    /// <summary>Whether a date lies before the year 1 or after the year 9999, as PostgreSQL writes one.</summary>
    public static bool IsDistant(ReadOnlySpan<byte> text) =>
        text is [>= (byte)'0' and <= (byte)'9', ..] && (text.EndsWith(" BC"u8) || text.IndexOf((byte)'-') > YearDigits);

    /// <summary>Whether a date's day comes after the last one of its month (February 31).</summary>
    public static bool IsBeyondMonth(ReadOnlySpan<byte> text)
    {
        if (
            text.Length < 10
            || Number(text[..4]) is not (>= 0 and var year)
            || Number(text[5..7]) is not (>= 1 and <= 12 and var month)
        )
            return false;
        var isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return Number(text[8..10])
            > month switch
            {
                2 => isLeap ? 29 : 28,
                4 or 6 or 9 or 11 => 30,
                _ => 31,
            };
    }

    private static bool IsDay(ReadOnlySpan<byte> text) =>
        text.Length == 10
        && text[4] == '-'
        && text[7] == '-'
        && Number(text[..4]) is > 0 and var year
        && Number(text[5..7]) is >= 1 and <= 12 and var month
        && Number(text[8..10]) is > 0 and var day
        && day <= DateTime.DaysInMonth(year, month);

    private static bool IsTime(ReadOnlySpan<byte> text) =>
        text.Length >= 8
        && text[2] == ':'
        && text[5] == ':'
        && Number(text[..2]) is >= 0 and < 24
        && Number(text[3..5]) is >= 0 and < 60
        && Number(text[6..8]) is >= 0 and < 60
        && (
            text.Length == 8
            || (text[8] == '.' && text.Length > 9 && !text[9..].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        );

    /// <summary>Digits as a number; −1 where there is anything else.</summary>
    private static int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var b in digits)
        {
            if (b is < (byte)'0' or > (byte)'9')
                return -1;
            number = number * 10 + b - '0';
        }

        return number;
    }
}
