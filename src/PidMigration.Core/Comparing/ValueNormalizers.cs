using System.Globalization;
using System.Net;
using PidMigration.Catalog;
using PidMigration.Conversion;
using PidMigration.Rows;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Comparing;

/// <summary>
/// The table of normal forms: for a pair of kinds whose servers may write one value in two ways, the form in which both
/// are compared once their bytes differ. Values of any other pair are equal only if their bytes are.
/// </summary>
internal static class ValueNormalizers
{
    private static readonly ValueKind[] Numbers = [ValueKind.Boolean, Integer, ValueKind.Decimal, Bits, Year];

    private static readonly Dictionary<(ValueKind, ValueKind), FieldConverter> Forms = Rows()
        .ToDictionary(r => (r.From, r.To), r => r.Form);

    /// <summary>The form for a pair of kinds; null where bytes decide.</summary>
    public static FieldConverter? Find(ValueKind from, ValueKind to) => Forms.GetValueOrDefault((from, to));

    private static IEnumerable<(ValueKind From, ValueKind To, FieldConverter Form)> Rows()
    {
        foreach (var from in Numbers)
        foreach (var to in Numbers)
            if (from is ValueKind.Decimal || to is ValueKind.Decimal)
                yield return (from, to, Number);
        yield return (Float32, Float32, Single);
        yield return (Float32, Float64, Single);
        yield return (Float64, Float32, Single);
        yield return (Float64, Float64, Double);
        yield return (Time, Time, Moment);
        yield return (Timestamp, Timestamp, Moment);
        yield return (Timestamp, Instant, Moment);
        yield return (Instant, Timestamp, Moment);
        yield return (Instant, Instant, Moment);
        foreach (var other in (ValueKind[])[Duration, Integer, Time])
            yield return (other, Duration, Length);
        yield return (FixedText, FixedText, Unpadded);
        yield return (Json, Json, JsonNormalizer.Append);
        yield return (Json, Text, JsonNormalizer.Append);
        yield return (Text, Json, JsonNormalizer.Append);
        yield return (Composite, Json, JsonNormalizer.Append);
        yield return (Composite, Text, JsonNormalizer.Append);
        yield return (ValueKind.Uuid, ValueKind.Uuid, Uuid);
        yield return (ValueKind.Uuid, Text, Uuid);
        yield return (ValueKind.Uuid, FixedText, Uuid);
        yield return (Text, ValueKind.Uuid, Uuid);
        yield return (FixedText, ValueKind.Uuid, Uuid);
        foreach (var other in (ValueKind[])[ValueKind.Network, Text, FixedText])
        {
            yield return (ValueKind.Network, other, Network);
            if (other != ValueKind.Network)
                yield return (other, ValueKind.Network, Network);
        }
    }

    /// <summary>Exact numbers by value: 1.50 is 1.5.</summary>
    private static int Number(ReadOnlySpan<byte> value, RowBatch output)
    {
        if (!DecimalText.AppendNormalized(value, output))
            output.Append(value);
        return 0;
    }

    /// <summary>
    /// 64-bit floats by value, −0 and 0 apart: every server writes them in its own way.
    /// </summary>
    private static int Double(ReadOnlySpan<byte> value, RowBatch output)
    {
        if (double.TryParse(value, CultureInfo.InvariantCulture, out var number))
            Append(number, output);
        else
            output.Append(value);
        return 0;
    }

    /// <summary>
    /// 32-bit floats by value. One may come as its own shortest text, as all digits of the double that it is, or out of
    /// a double that took the shortest text: those are the same value.
    /// </summary>
    private static int Single(ReadOnlySpan<byte> value, RowBatch output)
    {
        if (!double.TryParse(value, CultureInfo.InvariantCulture, out var number))
        {
            output.Append(value);
            return 0;
        }

        var single = (float)number;
        Span<char> shortest = stackalloc char[32];
        single.TryFormat(shortest, out var length, "R", CultureInfo.InvariantCulture);
        var same = number == single || double.Parse(shortest[..length], CultureInfo.InvariantCulture) == number;
        Append(same ? single : number, output);
        return 0;
    }

    /// <summary>A moment without zeros at the end of its fraction.</summary>
    private static int Moment(ReadOnlySpan<byte> value, RowBatch output)
    {
        output.Append(NumberText.TrimFraction(value));
        return 0;
    }

    /// <summary>
    /// A duration by value: a day has 24 hours. One with months equals only what is written the same.
    /// </summary>
    private static int Length(ReadOnlySpan<byte> value, RowBatch output)
    {
        if (Converters.Microseconds(value, output) < 0)
            output.Append(value);
        return 0;
    }

    private static int Unpadded(ReadOnlySpan<byte> value, RowBatch output)
    {
        output.Append(value.TrimEnd((byte)' '));
        return 0;
    }

    private static int Uuid(ReadOnlySpan<byte> value, RowBatch output)
    {
        if (
            Guid.TryParse(value, CultureInfo.InvariantCulture, out var uuid)
            && uuid.TryFormat(output.Reserve(32), out var written, "N")
        )
            output.EndField(written);
        else
            output.Append(value);
        return 0;
    }

    /// <summary>A host without its mask, in the one spelling of its address.</summary>
    private static int Network(ReadOnlySpan<byte> value, RowBatch output)
    {
        var slash = value.IndexOf((byte)'/');
        var host = slash < 0 ? value : value[..slash];
        var mask = slash < 0 ? [] : value[slash..];
        if (!host.ContainsAny((byte)'.', (byte)':') || !IPAddress.TryParse(host, out var address))
        {
            output.Append(value);
            return 0;
        }

        var whole = address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? "/32"u8 : "/128"u8;
        var room = output.Reserve(128);
        address.TryFormat(room, out var written);
        if (!mask.SequenceEqual(whole))
        {
            mask.CopyTo(room[written..]);
            written += mask.Length;
        }

        output.EndField(written);
        return 0;
    }

    private static void Append(double number, RowBatch output)
    {
        number.TryFormat(output.Reserve(32), out var written, "R", CultureInfo.InvariantCulture);
        output.EndField(written);
    }
}
