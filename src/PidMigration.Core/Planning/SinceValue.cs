using System.Globalization;

namespace PidMigration.Planning;

/// <summary>Where new rows begin: after a key, or at a date and time in UTC.</summary>
public sealed class SinceValue
{
    public SinceValue(long key) => Key = key;

    /// <summary>Rows at or after a date and time are new; without a time zone it is UTC.</summary>
    public SinceValue(DateTime moment) =>
        Instant =
            moment.Kind == DateTimeKind.Local
                ? moment.ToUniversalTime()
                : DateTime.SpecifyKind(moment, DateTimeKind.Utc);

    /// <summary>Rows at or after a date and time are new.</summary>
    public SinceValue(DateTimeOffset moment) => Instant = moment.UtcDateTime;

    /// <summary>Reads a text: digits are a key, anything else is a date and time.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public SinceValue(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var key))
            Key = key;
        else if (
            DateTime.TryParse(
                text,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var moment
            )
        )
            Instant = moment;
        else
            throw new FormatException(
                $"'{text}' is neither a key (digits) nor a date and time (such as 2016-03-01 or 2016-03-01T18:30:00Z)."
            );
    }

    /// <summary>The key; null for a date and time.</summary>
    public long? Key { get; }

    /// <summary>The date and time in UTC; null for a key.</summary>
    public DateTime? Instant { get; }

    /// <summary>The key, or the date and time with all its digits.</summary>
    public string Exact =>
        Key?.ToString(CultureInfo.InvariantCulture) ?? Instant!.Value.ToString("O", CultureInfo.InvariantCulture);

    public override string ToString() =>
        Key?.ToString(CultureInfo.InvariantCulture)
        ?? Instant!.Value.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
