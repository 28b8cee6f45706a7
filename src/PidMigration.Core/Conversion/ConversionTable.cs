using PidMigration.Catalog;
using static PidMigration.Catalog.ValueKind;
using static PidMigration.Conversion.Exactness;

namespace PidMigration.Conversion;

/// <summary>Which kinds go into which, and how. A pair that isn't here is refused.</summary>
public static class ConversionTable
{
    private static readonly Dictionary<(ValueKind, ValueKind), ConversionRule> Rules = new ConversionRule[]
    {
        new(ValueKind.Boolean, ValueKind.Boolean, Exact),
        new(ValueKind.Boolean, Integer, Exact),
        new(ValueKind.Boolean, Bits, Exact),
        new(ValueKind.Boolean, ValueKind.Decimal, Exact),
        new(Integer, ValueKind.Boolean, Checked),
        new(Integer, Integer, Checked),
        new(Integer, ValueKind.Decimal, Checked),
        new(Integer, Duration, Exact, [Converters.Interval]),
        new(Integer, Year, Checked),
        new(Integer, Bits, Checked),
        new(ValueKind.Decimal, ValueKind.Decimal, Checked),
        new(ValueKind.Decimal, Integer, Checked, [Converters.WholeNumber]),
        new(Float32, Float32, Exact),
        new(Float32, Float64, Exact),
        new(Float64, Float64, Exact),
        new(Float64, Float32, Checked, [Converters.Float32]),
        new(Text, Text, Checked),
        new(Text, FixedText, Checked),
        new(Text, Json, Checked),
        new(Text, EnumLabel, Checked),
        new(Text, Network, Checked),
        new(Text, Uuid, Checked, [Converters.Uuid]),
        new(FixedText, FixedText, Checked),
        new(FixedText, Text, Checked),
        new(FixedText, EnumLabel, Checked),
        new(FixedText, Network, Checked),
        new(FixedText, Uuid, Checked, [Converters.Uuid]),
        new(EnumLabel, EnumLabel, Checked),
        new(EnumLabel, Text, Checked),
        new(EnumLabel, FixedText, Checked),
        new(Text, EnumSet, Checked),
        new(FixedText, EnumSet, Checked),
        new(EnumSet, EnumSet, Checked),
        new(EnumSet, Text, Checked),
        new(EnumSet, FixedText, Checked),
        new(Network, Network, Checked),
        new(Network, Text, Checked),
        new(Network, FixedText, Checked),
        new(Json, Json, Checked),
        new(Json, Text, Checked),
        new(Bytes, Bytes, Checked),
        new(Bytes, Uuid, Checked, [Converters.UuidFromBytes]),
        // MariaDB refuses some variants of RFC 9562, at the load.
        new(Uuid, Uuid, Checked),
        new(Uuid, Text, Checked),
        new(Uuid, FixedText, Checked),
        new(Uuid, Bytes, Checked, [Converters.UuidToBytes]),
        new(Date, Date, Checked),
        new(Time, Time, Checked),
        new(Time, Duration, Exact),
        new(Timestamp, Timestamp, Checked),
        new(Timestamp, Instant, Checked),
        new(Instant, Instant, Checked),
        new(Instant, Timestamp, Checked),
        new(Duration, Duration, Checked),
        new(Duration, Integer, Checked, [Converters.Microseconds]),
        new(Year, Year, Exact),
        new(Year, Integer, Exact),
        new(Bits, Bits, Checked),
        new(Bits, Integer, Checked),
        new(Bits, ValueKind.Boolean, Checked),
        new(Composite, Json, Refused, null, AllowedChange.AsJson),
        new(Composite, Text, Refused, null, AllowedChange.AsJson),
    }.ToDictionary(r => (r.From, r.To));

    public static IReadOnlyCollection<ConversionRule> All => Rules.Values;

    /// <summary>The rule for a pair of kinds; one that refuses where the table has none.</summary>
    public static ConversionRule Find(ValueKind from, ValueKind to) =>
        Rules.TryGetValue((from, to), out var rule) ? rule : new ConversionRule(from, to, Refused);
}
