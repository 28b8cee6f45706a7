using PidMigration.Catalog;
using PidMigration.Conversion.Rules;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Core.Tests.Conversion;

/// <summary>
/// A sample of each rule whose test sees values; NULL and what no reader gives are tested where they are read.
/// </summary>
internal static class RuleSamples
{
    private const string Pg = "PostgreSql";
    private const string My = "MySql";
    private const string Lite = "Sqlite";
    private const string Uuid = "123e4567-e89b-12d3-a456-426614174000";

    public static IReadOnlyList<RuleSample> All { get; } =
    [
        Of<ZeroDateRule>(
            My,
            C(Date),
            Pg,
            C(Date),
            ["2024-02-29", "2025-02-31"],
            ["0000-00-00", "2025-01-00", "2025-00-07"]
        ),
        Of<InfiniteDateRule>(Pg, C(Date), My, C(Date), ["2024-02-29", "0044-03-15 BC"], ["infinity", "-infinity"]),
        Of<NotFiniteRule>(Pg, C(Float64), My, C(Float64), ["1.5", "1E+300", "-0"], ["NaN", "Infinity", "-Infinity"]),
        Of<NulRule>(My, C(Text), Pg, C(Text), ["", "a"], ["\0", "a\0b"]),
        Of<TruthValueRule>(My, C(Integer), Pg, C(ValueKind.Boolean), ["0", "1"], ["2", "-1", "10"]),
        Of<IntegerRangeRule>(
            Pg,
            C(Integer) with
            {
                Bytes = 8,
            },
            My,
            C(Integer) with
            {
                Bytes = 1,
            },
            ["0", "-128", "127"],
            ["128", "-129", "9223372036854775807"]
        ),
        Of<IntegerRangeRule>(
            Pg,
            C(ValueKind.Decimal),
            My,
            C(Integer) with
            {
                Bytes = 8,
            },
            ["9223372036854775807", "-9223372036854775808", "0.5", "NaN"],
            ["9223372036854775807.5", "-9223372036854775808.1", "100000000000000000000000000000000000000000000"]
        ),
        Of<IntegerRangeRule>(
            Pg,
            C(Duration),
            My,
            C(Integer) with
            {
                Bytes = 8,
            },
            ["106751991 days 04:00:54.775807", "1 mon"],
            ["106751991 days 04:00:54.775808"]
        ),
        Of<YearRule>(Pg, C(Integer), My, C(Year), ["1901", "2155"], ["1900", "2156", "5", "0", "-2000"]),
        Of<WholeNumberRule>(Pg, C(ValueKind.Decimal), My, C(Integer), ["12", "12.000", "-0.0"], ["0.5", "-1.25"]),
        Of<DecimalDigitsRule>(
            Pg,
            C(ValueKind.Decimal),
            My,
            C(ValueKind.Decimal) with
            {
                Precision = 5,
                Scale = 2,
            },
            ["999.99", "-999.990", "0", "NaN"],
            ["1000", "0.001", "-1000.00"]
        ),
        Of<DecimalDigitsRule>(
            My,
            C(ValueKind.Decimal),
            Pg,
            C(ValueKind.Decimal) with
            {
                Precision = 5,
                Scale = -2,
            },
            ["9999900", "0", "-100"],
            ["150", "1", "0.5", "10000000"]
        ),
        Of<DecimalDigitsRule>(
            Pg,
            C(ValueKind.Decimal),
            Pg,
            C(ValueKind.Decimal) with
            {
                Precision = 3,
                Scale = 5,
            },
            ["0.00999", "0"],
            ["0.01", "1", "0.000001"]
        ),
        Of<ExactDigitsRule>(
            Pg,
            C(ValueKind.Decimal),
            Lite,
            C(ValueKind.Decimal),
            ["123456789012345", "0.00123456789012345", "1234567890.12345000"],
            ["12345678901234.567", "1000000000000000"]
        ),
        Of<FloatPrecisionRule>(
            Pg,
            C(Float64),
            My,
            C(Float32),
            ["0.5", "16777216", "NaN"],
            ["0.1", "1E+300", "16777217"]
        ),
        Of<FloatScaleRule>(
            Pg,
            C(Float64),
            My,
            C(Float64) with
            {
                NativeType = "double(10,2)",
                Scale = 2,
            },
            ["1.25", "-0.5", "1E+20"],
            ["1.2345", "1E-05"]
        ),
        Of<MonthsRule>(
            Pg,
            C(Duration),
            My,
            C(Integer),
            ["1 day -00:00:01", "100:00:00.000001"],
            ["1 mon", "1 year 2 days"]
        ),
        Of<InvalidTextRule>(Lite, C(Text) with { IsDynamicallyTyped = true }, Pg, C(Text), ["é"], ["\uFFFE!"]),
        Of<CharacterSetRule>(Pg, C(Text), My, Set("latin1"), ["é€\u0081", "plain\0"], ["日", "ł", "😀"]),
        Of<CharacterSetRule>(Pg, C(Text), My, Set("cp1251"), ["Привет"], ["é"]),
        Of<CharacterSetRule>(Pg, C(Text), My, Set("utf8mb3"), ["日本é"], ["a😀"]),
        Of<TrailingSpaceRule>(Pg, C(Text), My, C(FixedText), ["", " x"], ["x ", " "]),
        Of<TextLengthRule>(Pg, C(Text), My, C(Text) with { MaxLength = 3 }, ["", "日本語", "😀😀😀"], ["abcd", "abc "]),
        Of<TextLengthRule>(Pg, C(ValueKind.Uuid), My, C(Text) with { MaxLength = 20 }, [], [Uuid]),
        Of<ByteLengthRule>(Pg, C(Text), My, C(Text) with { MaxBytes = 3 }, ["abc", "日"], ["abcd", "éé"]),
        Of<BinaryLengthRule>(
            Pg,
            C(Bytes),
            My,
            C(Bytes) with
            {
                NativeType = "varbinary(2)",
                MaxLength = 2,
            },
            ["", "ab"],
            ["abc"]
        ),
        Of<FixedBytesRule>(
            Pg,
            C(Bytes),
            My,
            C(Bytes) with
            {
                NativeType = "binary(2)",
                MaxLength = 2,
            },
            ["ab"],
            ["", "a", "abc"]
        ),
        Of<UuidBytesRule>(My, C(Bytes), Pg, C(ValueKind.Uuid), ["0123456789abcdef"], ["", "0123456789abcdef0"]),
        Of<UuidFormRule>(
            My,
            C(Text),
            Pg,
            C(ValueKind.Uuid),
            [
                Uuid,
                " {" + Uuid + "}\n",
                "(" + Uuid + ")",
                Uuid.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant(),
            ],
            ["", "123", "{123e4567e89b12d3a456426614174000}", "+23e4567-e89b-12d3-a456-426614174000", Uuid + "0"]
        ),
        Of<EnumLabelRule>(Pg, C(Text), My, C(EnumLabel) with { Labels = ["a", "é"] }, ["a", "é"], ["", "A", "1", "a "]),
        Of<EnumSetRule>(
            Pg,
            C(Text),
            My,
            C(EnumSet) with
            {
                Labels = ["a", "b", "c"],
            },
            ["", "a", "a,c", "a,b,c"],
            ["A", "d", "b,a", "a,a", "a,", ",", "3"]
        ),
        Of<JsonFormRule>(
            Pg,
            C(Text),
            My,
            J("json"),
            ["{}", " [1, \"\\ud83d\\ude00\"] ", "1e5"],
            ["", "{a}", "[1,]", "01", "1.", "\"\\x\"", "\"\\ud83d\"", "'a'"]
        ),
        Of<JsonKeysRule>(
            Pg,
            J("json"),
            Pg,
            J("jsonb"),
            ["{\"a\": {\"a\": 1}}", "[{\"a\": 1}, {\"a\": 1}]"],
            ["{\"a\": 1, \"a\": 2}", "[{\"b\": {\"a\": 1, \"\\u0061\": 1}}]"]
        ),
        Of<JsonNumberRule>(
            Pg,
            J("jsonb"),
            My,
            J("json"),
            ["18446744073709551615", "0.1", "1.50", "-1e5"],
            ["18446744073709551616", "1e400", "[0.1000000000000000055511151231257827]"]
        ),
        Of<JsonEscapeRule>(
            My,
            J("json"),
            Pg,
            J("jsonb"),
            ["\"a\\\\u0000\"", "\"\\u0001\""],
            ["\"a\\u0000\"", "{\"\\\\\\u0000\": 1}"]
        ),
        Of<JsonScalarRule>(
            Pg,
            J("jsonb"),
            Lite,
            J("json") with
            {
                IsDynamicallyTyped = true,
            },
            ["\"1\"", "[1]", "null"],
            ["1", " -2.5"]
        ),
        Of<NetworkFormRule>(
            Pg,
            C(Network) with
            {
                NativeType = "inet",
            },
            My,
            C(Network) with
            {
                NativeType = "inet6",
            },
            ["fe80::1"],
            ["fe80::1/64", "10.0.0.1"]
        ),
        Of<DateTimeFormRule>(
            Lite,
            C(Timestamp) with
            {
                IsDynamicallyTyped = true,
            },
            Pg,
            C(Timestamp),
            ["2024-02-29 12:00:00.5"],
            ["now", "2024-02-29T12:00:00", "2023-02-29 12:00:00", ""]
        ),
        Of<CalendarDayRule>(
            My,
            C(Date),
            Pg,
            C(Date),
            ["2024-02-29", "2025-01-00"],
            ["2025-02-29", "2025-04-31", "1900-02-29"]
        ),
        Of<YearRangeRule>(
            Pg,
            C(Date),
            My,
            C(Date),
            ["0001-01-01", "9999-12-31", "infinity"],
            ["0001-12-31 BC", "10000-01-01"]
        ),
        Of<InstantRangeRule>(
            Pg,
            C(Instant),
            My,
            C(Instant),
            ["1970-01-01 00:00:01", "2038-01-19 03:14:07.999999", "infinity"],
            ["1970-01-01 00:00:00.999999", "2038-01-19 03:14:08", "0044-03-15 12:00:00 BC", "10000-01-01 00:00:00"]
        ),
        Of<TimeOfDayRule>(
            My,
            C(Time),
            Pg,
            C(Time),
            ["00:00:00", "23:59:59.999999", "24:00:00"],
            ["-00:00:01", "24:00:00.1", "838:59:59"]
        ),
        Of<FractionRule>(
            Pg,
            C(Timestamp),
            My,
            C(Timestamp) with
            {
                Scale = 3,
            },
            ["2024-02-29 12:00:00", "2024-02-29 12:00:00.123", "2024-02-29 12:00:00.123000"],
            ["2024-02-29 12:00:00.1234", "2024-02-29 12:00:00.0005"]
        ),
        Of<FractionRule>(
            My,
            C(Integer),
            Pg,
            C(Duration) with
            {
                Scale = 3,
            },
            ["0", "-1000", "1500000"],
            ["1", "-1001", "10"]
        ),
    ];

    private static Column C(ValueKind kind) => new("v", $"some {kind}", kind);

    private static Column J(string native) => new("v", native, Json);

    private static Column Set(string set) => C(Text) with { CharacterSet = set };

    private static RuleSample Of<TRule>(
        string source,
        Column from,
        string target,
        Column to,
        IReadOnlyList<string> fits,
        IReadOnlyList<string> lost
    ) => new(typeof(TRule), source, from, target, to) { Fits = fits, Lost = lost };
}
