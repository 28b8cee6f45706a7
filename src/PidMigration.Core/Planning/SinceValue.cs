using System.Globalization;

namespace PidMigration.Planning;

/// <summary>From where on rows count as new: a key, or a moment in UTC.</summary>
public sealed class SinceValue
{
    /// <summary>Behind a key.</summary>
    public SinceValue(long key) => Key = key;

    /// <summary>At or after a moment; one without a zone is UTC.</summary>
    public SinceValue(DateTime moment) =>
        Instant =
            moment.Kind == DateTimeKind.Local
                ? moment.ToUniversalTime()
                : DateTime.SpecifyKind(moment, DateTimeKind.Utc);

    /// <summary>At or after a moment.</summary>
    public SinceValue(DateTimeOffset moment) => Instant = moment.UtcDateTime;

    /// <summary>Either, as a text: digits are a key, anything else a moment.</summary>
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
                $"'{text}' is neither a key (digits) nor a date and time (such as 2016-03-01 or "
                    + "2016-03-01T18:30:00Z)."
            );
    }

    /// <summary>The key, where it is one.</summary>
    public long? Key { get; }

    /// <summary>The moment in UTC, where it is one.</summary>
    public DateTime? Instant { get; }

    /// <summary>The key or the moment, to its last digit.</summary>
    public string Exact =>
        Key?.ToString(CultureInfo.InvariantCulture) ?? Instant!.Value.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>The key or the moment.</summary>
    public override string ToString() =>
        Key?.ToString(CultureInfo.InvariantCulture)
        ?? Instant!.Value.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
