using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;
using PidMigration.Catalog;
using PidMigration.Core.Tests.Rows;
using PidMigration.Databases.PostgreSql;
using PidMigration.Rows;

namespace PidMigration.Core.Tests.Databases.PostgreSql;

public sealed class BinaryCopyEncoderTests
{
    private static readonly DateTime FirstMoment = new(2000, 1, 1);

    /// <summary>
    /// A column of each form, what makes a random text for it, and what reads the form, by other means than it is
    /// written by.
    /// </summary>
    private static readonly (Column Column, Func<Random, string> Make, Func<byte[], string> Read)[] Forms =
    [
        (
            Of("bool", ValueKind.Boolean),
            r => r.Next(2).ToString(CultureInfo.InvariantCulture),
            b =>
                b is [0] ? "0"
                : b is [1] ? "1"
                : "?"
        ),
        (
            Of("smallint", ValueKind.Integer) with
            {
                Bytes = 2,
            },
            r => Any(r, short.MinValue, short.MaxValue),
            b => Whole(b, 2)
        ),
        (
            Of("integer", ValueKind.Integer) with
            {
                Bytes = 4,
            },
            r => Any(r, int.MinValue, int.MaxValue),
            b => Whole(b, 4)
        ),
        (
            Of("bigint", ValueKind.Integer) with
            {
                Bytes = 8,
            },
            r => Any(r, long.MinValue, long.MaxValue),
            b => Whole(b, 8)
        ),
        (Of("numeric", ValueKind.Decimal), Number, ReadNumber),
        (
            Of("real", ValueKind.Float32),
            r =>
                BitConverter
                    .Int32BitsToSingle((r.Next(1, 0xff) << 23) | r.Next(1 << 23) | (r.Next(2) << 31))
                    .ToString("R", CultureInfo.InvariantCulture),
            b => BinaryPrimitives.ReadSingleBigEndian(b).ToString("R", CultureInfo.InvariantCulture)
        ),
        (
            Of("double precision", ValueKind.Float64),
            r =>
                r.Next(9) == 0
                    ? "0"
                    : ((r.NextDouble() - 0.5) * Math.Pow(10, r.Next(-300, 300))).ToString(
                        "R",
                        CultureInfo.InvariantCulture
                    ),
            b => BinaryPrimitives.ReadDoubleBigEndian(b).ToString("R", CultureInfo.InvariantCulture)
        ),
        (
            Of("date", ValueKind.Date),
            r => Moment(r)[..10],
            b =>
                b.Length == 4
                    ? FirstMoment
                        .AddDays(BinaryPrimitives.ReadInt32BigEndian(b))
                        .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                    : "?"
        ),
        (Of("time", ValueKind.Time), r => Moment(r)[11..], b => Shown(FirstMoment, b)[11..]),
        (Of("timestamp", ValueKind.Timestamp), Moment, b => Shown(FirstMoment, b)),
        (Of("timestamp with time zone", ValueKind.Instant), Moment, b => Shown(FirstMoment, b)),
        (Of("uuid", ValueKind.Uuid), r => Convert.ToHexStringLower(RandomBytes(r, 16)), Convert.ToHexStringLower),
        (Of("text", ValueKind.Text), Text, Encoding.UTF8.GetString),
        (Of("character(9)", ValueKind.FixedText), Text, Encoding.UTF8.GetString),
        (Of("mood", ValueKind.EnumLabel), Text, Encoding.UTF8.GetString),
        (Of("json", ValueKind.Json), Text, Encoding.UTF8.GetString),
        (Of("jsonb", ValueKind.Json), Text, b => b[0] == 1 ? Encoding.UTF8.GetString(b.AsSpan(1)) : "?"),
        (Of("bytea", ValueKind.Bytes), Text, Encoding.UTF8.GetString),
    ];

    [Fact]
    public void Encoded_rows_read_back_by_the_manual_are_the_same()
    {
        RandomRounds.Run(
            2000,
            random =>
            {
                var forms = Enumerable
                    .Range(0, random.Next(1, 6))
                    .Select(_ => Forms[random.Next(Forms.Length)])
                    .ToArray();
                var rows = Enumerable
                    .Range(0, random.Next(1, 30))
                    .Select(_ => forms.Select(f => random.Next(6) == 0 ? null : f.Make(random)).ToArray())
                    .ToArray();
                var batch = RandomRows.Fill(
                    [.. rows.Select(r => r.Select(v => v is null ? null : Encoding.UTF8.GetBytes(v)).ToArray())],
                    forms.Length
                );
                var binary = BinaryCopyEncoder.For([.. forms.Select(f => f.Column)]);
                Assert.NotNull(binary);
                var first = random.Next(rows.Length + 1);
                var count = random.Next(rows.Length - first + 1);
                // The writer starts anew with each batch, wherever it was left before.
                for (var again = 0; again < 2; again++)
                {
                    Assert.True(binary.Start(batch, first, count), "The encoder left the rows to the text.");
                    binary.Write(
                        new byte[random.Next(BinaryCopyEncoder.LeastOutput, 2 * BinaryCopyEncoder.LeastOutput)]
                    );
                    Assert.True(binary.Start(batch, first, count), "The encoder left the rows to the text.");
                    Assert.Equal(
                        rows.Skip(first).Take(count),
                        Read(Drain(binary, random), [.. forms.Select(f => f.Read)])
                    );
                }
            }
        );
    }

    [Theory]
    [InlineData("bool", ValueKind.Boolean, 0, "", "t", "2", "10")]
    [InlineData("smallint", ValueKind.Integer, 2, "", "32768", "-32769", "1.0", "1e3", " 1", "1 ", "x")]
    [InlineData("integer", ValueKind.Integer, 4, "", "2147483648", "-2147483649", "--1", "0x1f")]
    [InlineData("bigint", ValueKind.Integer, 8, "", "9223372036854775808", "-9223372036854775809", "1_000")]
    [InlineData(
        "numeric",
        ValueKind.Decimal,
        0,
        "",
        "-",
        ".",
        "1.",
        ".5",
        "1e3",
        "NaN",
        "Infinity",
        "1,5",
        "1.2.3",
        "+1",
        "١"
    )]
    [InlineData("real", ValueKind.Float32, 0, "", "NaN", "Infinity", "1e39", "1e-46", "1e-40", "1x", "one")]
    [InlineData("double precision", ValueKind.Float64, 0, "", "NaN", "-Infinity", "1e309", "1e-330", "4.9e-324", "1 ")]
    [InlineData(
        "date",
        ValueKind.Date,
        0,
        "",
        "infinity",
        "0000-01-01",
        "2023-02-29",
        "2023-13-01",
        "2023-00-01",
        "2023-01-00",
        "12023-01-01",
        "2023-1-1",
        "2023-01-0x",
        "2x23-01-01",
        "2023-01-01 "
    )]
    [InlineData(
        "time",
        ValueKind.Time,
        0,
        "",
        "24:00:00",
        "-1:00:00",
        "00:60:00",
        "00:00:60",
        "00:00:00.",
        "00:00:00.1234567",
        "00:00:00.x",
        "00:00:00,5",
        "1:00:00",
        "838:59:59"
    )]
    [InlineData(
        "timestamp",
        ValueKind.Timestamp,
        0,
        "",
        "infinity",
        "-infinity",
        "2024-01-01",
        "2024-01-01T00:00:00",
        "0000-00-00 00:00:00",
        "2024-01-01 00:00:00+01",
        "0044-03-15 00:00:00 BC",
        "2024-01-01 00:00:60"
    )]
    [InlineData(
        "uuid",
        ValueKind.Uuid,
        0,
        "",
        "0123456789abcdef0123456789abcde",
        "0123456789abcdef0123456789abcdeg",
        "01234567-89ab-cdef-0123-456789abcdef"
    )]
    public void An_ambiguous_value_is_left_to_the_server(string type, ValueKind kind, int bytes, params string[] values)
    {
        var binary = BinaryCopyEncoder.For([Of(type, kind) with { Bytes = bytes }]);
        Assert.NotNull(binary);
        foreach (var value in values)
            Assert.Equal(
                (value, false),
                (
                    value,
                    binary.Start(
                        RandomRows.Fill(
                            [
                                [Encoding.UTF8.GetBytes(value)],
                            ],
                            1
                        ),
                        0,
                        1
                    )
                )
            );
    }

    [Fact]
    public void Numbers_of_any_length_are_encoded_or_left_to_the_server()
    {
        var binary = BinaryCopyEncoder.For([Of("numeric", ValueKind.Decimal)]);
        Assert.NotNull(binary);
        for (var digits = 1; digits < 400; digits++)
        {
            foreach (
                var text in (string[])
                    [new string('9', digits), "0." + new string('7', digits), "-" + new string('1', digits) + ".5"]
            )
            {
                var whole = binary.Start(
                    RandomRows.Fill(
                        [
                            [Encoding.ASCII.GetBytes(text)],
                        ],
                        1
                    ),
                    0,
                    1
                );
                Assert.Equal(text.Length <= BinaryCopyTypes.LongestText, whole);
                if (whole)
                    Assert.Equal([text], Assert.Single(Read(Drain(binary, new Random(1)), [ReadNumber])));
            }
        }
    }

    [Theory]
    [InlineData("interval", ValueKind.Duration)]
    [InlineData("inet", ValueKind.Network)]
    [InlineData("integer[]", ValueKind.Composite)]
    [InlineData("hstore", ValueKind.Composite)]
    [InlineData("a_domain_over_json", ValueKind.Json)]
    public void A_type_without_a_binary_encoding_falls_back_to_text(string type, ValueKind kind) =>
        Assert.Null(BinaryCopyEncoder.For([Of("integer", ValueKind.Integer) with { Bytes = 4 }, Of(type, kind)]));

    private static Column Of(string type, ValueKind kind) => new("v", type, kind);

    private static string Any(Random random, long least, long most) =>
        random.Next(8) switch
        {
            0 => least.ToString(CultureInfo.InvariantCulture),
            1 => most.ToString(CultureInfo.InvariantCulture),
            2 => "0",
            _ => (random.NextInt64(least, most) >> random.Next(60)).ToString(CultureInfo.InvariantCulture),
        };

    private static string Whole(byte[] value, int length) =>
        value.Length == length ? new BigInteger(value, false, true).ToString(CultureInfo.InvariantCulture) : "?";

    private static string Number(Random random)
    {
        var digits = string.Concat(
            Enumerable.Range(0, random.Next(1, 40)).Select(_ => random.Next(3) == 0 ? 0 : random.Next(10))
        );
        var fraction = random.Next(digits.Length);
        var whole = digits[..^fraction].TrimStart('0').PadLeft(1, '0');
        var text = fraction == 0 ? whole : $"{whole}.{digits[^fraction..]}";
        return random.Next(2) == 0 && text.Any(c => c is >= '1' and <= '9') ? "-" + text : text;
    }

    private static string ReadNumber(byte[] value)
    {
        int At(int i) => BinaryPrimitives.ReadInt16BigEndian(value.AsSpan(i * 2));
        var scale = At(3);
        var number = BigInteger.Zero;
        // 10^scale times the value: each group stands for itself times 10000 to its weight.
        for (var i = 0; i < At(0); i++)
        {
            var power = (At(1) - i) * 4 + scale;
            number +=
                power >= 0
                    ? At(4 + i) * BigInteger.Pow(10, power)
                    : BigInteger.Divide(At(4 + i), BigInteger.Pow(10, -power));
        }

        Assert.Equal(8 + At(0) * 2, value.Length);
        var digits = number.ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        return (At(2) == 0x4000 ? "-" : "") + (scale == 0 ? digits : $"{digits[..^scale]}.{digits[^scale..]}");
    }

    private static string Moment(Random random)
    {
        var ticks = random.NextInt64(DateTime.MaxValue.Ticks / 10) * 10;
        if (random.Next(3) == 0)
            ticks -= ticks % TimeSpan.TicksPerSecond;
        return Shown(new DateTime(ticks));
    }

    private static string Shown(DateTime moment) =>
        moment.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture).TrimEnd('0').TrimEnd('.')
            is { Length: >= 19 } text
            ? text
            : moment.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Shown(DateTime first, byte[] value) =>
        Shown(first.AddTicks(checked(BinaryPrimitives.ReadInt64BigEndian(value) * 10)));

    private static string Text(Random random) =>
        random.Next(20) == 0
            ? new string('é', random.Next(3000))
            : string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => "a\t\n\\\0é漢"[random.Next(7)]));

    private static byte[] RandomBytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Drain(BinaryCopyEncoder rows, Random random)
    {
        using var all = new MemoryStream();
        while (true)
        {
            var part = new byte[random.Next(BinaryCopyEncoder.LeastOutput, 2 * BinaryCopyEncoder.LeastOutput)];
            var written = rows.Write(part);
            if (written == 0)
                return all.ToArray();
            all.Write(part, 0, written);
        }
    }

    private static List<string?[]> Read(byte[] stream, Func<byte[], string>[] read)
    {
        var at = 0;
        byte[] Take(int count) => stream[at..(at += count)];
        Assert.Equal("PGCOPY\n\u00ff\r\n\0", Encoding.Latin1.GetString(Take(11)));
        Assert.Equal(new byte[8], Take(8));
        var rows = new List<string?[]>();
        while (BinaryPrimitives.ReadInt16BigEndian(Take(2)) is var fields and not -1)
        {
            Assert.Equal(read.Length, fields);
            rows.Add([
                .. read.Select(one =>
                    BinaryPrimitives.ReadInt32BigEndian(Take(4)) is var length and not -1 ? one(Take(length)) : null
                ),
            ]);
        }

        Assert.Equal(stream.Length, at);
        return rows;
    }
}
