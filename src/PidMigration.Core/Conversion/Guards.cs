using System.Text;
using PidMigration.Catalog;
using PidMigration.Rows;

namespace PidMigration.Conversion;

/// <summary>
/// Converters that change nothing: they keep a value from a target that would change it without a word. What a target refuses by
/// itself needs no guard.
/// </summary>
internal static class Guards
{
    private const int NoForm = -1;

    /// <summary>
    /// At most so many digits behind the second: PostgreSQL and MySQL round without a word. Cut off instead where
    /// <paramref name="truncate"/> says so.
    /// </summary>
    public static FieldConverter Fraction(int digits, bool truncate) =>
        (value, output) =>
        {
            var point = value.IndexOf((byte)'.');
            var most = digits == 0 ? point : point + 1 + digits;
            if (point < 0 || value.Length <= most)
                return Pass(value, output);
            if (!value[(point + 1 + digits)..].ContainsAnyExcept((byte)'0'))
                return Pass(value[..most], output);
            if (!truncate)
                return NoForm;
            output.Append(value[..most]);
            return 1;
        };

    /// <summary>At most so many digits behind the point: PostgreSQL rounds without a word, MySQL with a note.</summary>
    public static FieldConverter Scale(int digits) =>
        (value, output) =>
        {
            var point = value.IndexOf((byte)'.');
            var whole = (point < 0 ? value : value[..point]).TrimStart("-0"u8);
            // A negative scale: that many zeros before the point.
            if (digits < 0 && !whole.IsEmpty && whole.Length - whole.TrimEnd((byte)'0').Length < -digits)
                return NoForm;
            return point < 0 || value[(point + 1)..].TrimEnd((byte)'0').Length <= Math.Max(digits, 0)
                ? Pass(value, output)
                : NoForm;
        };

    /// <summary>At most so many characters: PostgreSQL cuts off spaces beyond them without a word, MySQL with a note.</summary>
    public static FieldConverter Characters(long most) =>
        (value, output) =>
            value.Length <= most || Encoding.UTF8.GetCharCount(value) - Surrogates(value) <= most
                ? Pass(value, output)
                : NoForm;

    /// <summary>No space at the end: MySQL's CHAR(n) drops it. Taken off where <paramref name="trim"/> says so.</summary>
    public static FieldConverter NoTrailingSpace(bool trim) =>
        (value, output) =>
        {
            if (value.IsEmpty || value[^1] != ' ')
                return Pass(value, output);
            if (!trim)
                return NoForm;
            output.Append(value.TrimEnd((byte)' '));
            return 1;
        };

    /// <summary>Exactly so many bytes: MySQL's BINARY(n) fills up with zeros.</summary>
    public static FieldConverter ExactBytes(long count) =>
        (value, output) => value.Length == count ? Pass(value, output) : NoForm;

    /// <summary>JSON without doubled keys and without numbers beyond a double: MySQL's JSON keeps the last key, and 8 bytes.</summary>
    public static int PlainJson(ReadOnlySpan<byte> value, RowBatch output) =>
        JsonInspector.HasSingleKeys(value, true) ? Pass(value, output) : NoForm;

    /// <summary>JSON without doubled keys: PostgreSQL's jsonb keeps the last one.</summary>
    public static int SingleKeys(ReadOnlySpan<byte> value, RowBatch output) =>
        JsonInspector.HasSingleKeys(value, false) ? Pass(value, output) : NoForm;

    /// <summary>At most so many digits behind the point of a float, which is written as short as it can be.</summary>
    public static FieldConverter FloatScale(int digits) =>
        (value, output) =>
        {
            var (significant, place) = JsonInspector.NormalizeNumber(Encoding.ASCII.GetString(value));
            return significant.Length - place <= digits ? Pass(value, output) : NoForm;
        };

    public static FieldConverter Bytes(long most) =>
        (value, output) => value.Length <= most ? Pass(value, output) : NoForm;

    /// <summary>One of some labels, to the letter.</summary>
    public static FieldConverter Among(IReadOnlyList<string> labels)
    {
        var known = labels.Select(Encoding.UTF8.GetBytes).ToList();
        return (value, output) =>
        {
            foreach (var label in known)
                if (value.SequenceEqual(label))
                    return Pass(value, output);
            return NoForm;
        };
    }

    /// <summary>Some labels with commas, in their order, each once.</summary>
    public static FieldConverter Members(IReadOnlyList<string> labels)
    {
        var places = labels
            .Select((label, place) => (label, place))
            .ToDictionary(l => l.label, l => l.place, StringComparer.Ordinal);
        return (value, output) =>
        {
            var last = -1;
            if (!value.IsEmpty)
                foreach (var member in Encoding.UTF8.GetString(value).Split(','))
                {
                    if (!places.TryGetValue(member, out var place) || place <= last)
                        return NoForm;
                    last = place;
                }

            return Pass(value, output);
        };
    }

    /// <summary>A year as it is written in full.</summary>
    public static int FourDigits(ReadOnlySpan<byte> value, RowBatch output) =>
        value.Length == 4 && value[0] != '-' ? Pass(value, output) : NoForm;

    public static int NotNegative(ReadOnlySpan<byte> value, RowBatch output) =>
        value.StartsWith("-"u8) ? NoForm : Pass(value, output);

    /// <summary>A day or a time of the calendar, in the canonical text of its kind.</summary>
    public static FieldConverter Moment(ValueKind kind) =>
        (value, output) => CanonicalDateTime.IsValid(value, kind) ? Pass(value, output) : NoForm;

    public static int ZeroDate(ReadOnlySpan<byte> value, RowBatch output) =>
        value.StartsWith("0000"u8)
        || (value.Length >= 10 && (value[5..7].SequenceEqual("00"u8) || value[8..10].SequenceEqual("00"u8)))
            ? Null(output)
            : Pass(value, output);

    /// <summary>An infinite moment, or a number that is none, as NULL.</summary>
    public static int NotFinite(ReadOnlySpan<byte> value, RowBatch output) =>
        !value.IsEmpty && ((value[^1] | 0x20) is (byte)'y' || value.SequenceEqual("NaN"u8))
            ? Null(output)
            : Pass(value, output);

    /// <summary>Text without its NUL characters.</summary>
    public static int StripNul(ReadOnlySpan<byte> value, RowBatch output)
    {
        var count = value.Count((byte)0);
        if (count == 0)
            return Pass(value, output);
        var room = output.Reserve(value.Length);
        var written = 0;
        foreach (var b in value)
            if (b != 0)
                room[written++] = b;
        output.EndField(written);
        return count;
    }

    /// <summary>The characters that take two units of UTF-16 are counted twice there.</summary>
    private static int Surrogates(ReadOnlySpan<byte> value)
    {
        var count = 0;
        foreach (var b in value)
            if (b >= 0xF0)
                count++;
        return count;
    }

    private static int Pass(ReadOnlySpan<byte> value, RowBatch output)
    {
        output.Append(value);
        return 0;
    }

    private static int Null(RowBatch output)
    {
        output.AppendNull();
        return 1;
    }
}
