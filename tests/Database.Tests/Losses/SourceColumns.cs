using System.Globalization;
using System.Text;
using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Losses;

/// <summary>Columns of all kinds for each source, with values next to every border, and random ones between.</summary>
internal sealed class SourceColumns(TestServer server, int seed)
{
    private const int RandomValues = 25;

    private static readonly string[] Borders =
    [
        "0",
        "1",
        "-1",
        "2",
        "127",
        "128",
        "-128",
        "-129",
        "255",
        "256",
        "1000",
        "1001",
        "-1001",
        "1900",
        "1901",
        "2155",
        "2156",
        "32767",
        "32768",
        "-32768",
        "-32769",
        "65535",
        "65536",
        "8388607",
        "8388608",
        "-8388609",
        "16777215",
        "16777217",
        "2147483647",
        "2147483648",
        "-2147483648",
        "-2147483649",
        "4294967295",
        "4294967296",
        "999999",
        "1000000",
    ];

    private static readonly string[] Longs = ["9223372036854775807", "-9223372036854775808", "999999999999999999"];

    private static readonly string[] Texts =
    [
        "",
        " ",
        "a",
        "a ",
        "  a",
        "abc",
        "abcd",
        "ab  ",
        "A",
        "B",
        "b",
        "a,c",
        "b,a",
        "a,a",
        "a,",
        "a,b,c",
        "1",
        "é",
        "É",
        "ééé",
        "éééé",
        "日本",
        "日本語x",
        "😀",
        "a😀b",
        "€",
        "ł",
        "Привет",
        "plain ~",
        "\u00a0",
        "it's",
        "a\nb",
        "a,it's",
        "123e4567-e89b-12d3-a456-426614174000",
        "123e4567e89b12d3a456426614174000",
        "{123E4567-E89B-12D3-A456-426614174000}",
        "(123e4567-e89b-12d3-a456-426614174000)",
        " 123e4567e89b12d3a456426614174000 ",
        "{123e4567e89b12d3a456426614174000}",
        "+23e4567-e89b-12d3-a456-426614174000",
        "123e4567-e89b-12d3-a456-42661417400",
        "g23e4567e89b12d3a456426614174000",
        "{}",
        "[]",
        "null",
        "true",
        "\"x\"",
        "0",
        "-1.5",
        "1e5",
        " [1, 2.50, {\"a\": null}] ",
        "{\"a\": {\"a\": 1}}",
        "[{\"a\": 1}, {\"a\": 2}]",
        "{\"a\": 1, \"a\": 2}",
        "[{\"b\": {\"a\": 1, \"c\": [1, {\"x\": 1}], \"a\": 1}}]",
        "{\"a\": \"x:y\", \"b\": \"{\\\"a\\\": 1, \\\"a\\\": 2}\"}",
        "{\"a{\": 1, \"b\": [\"a{\", \"}\"], \"a\": 1}",
        "{\"a\": [1, 2], \"b\": {\"c\": 1}, \"b\": 2}",
        "{\"A\": 1, \"a\": 2}",
        "{a}",
        "[1,]",
        "[1 2]",
        "{\"a\" 1}",
        "01",
        "1.",
        ".5",
        "+1",
        "-",
        "nul",
        "\"",
        "\"\\x\"",
        "\"a\tb\"",
        "\"a\\tb\"",
        "[\"1.\"]",
        "{\"a\":1}}",
        "[[[]]",
        "18446744073709551615",
        "18446744073709551616",
        "[0.1, 12345678901234567.5]",
        "{\"a\": 0.1000000000000000055511151231257827}",
        "\"a\\u0000b\"",
        "\"a\\\\u0000b\"",
        "\"\\u00e9\"",
        "\"\\ud83d\\ude00\"",
    ];

    private static readonly string[] Dates =
    [
        "0001-01-01",
        "0999-12-31",
        "1582-10-10",
        "1969-12-31",
        "1970-01-01",
        "1970-01-02",
        "2024-02-29",
        "2025-02-28",
        "2038-01-18",
        "2038-01-19",
        "2038-01-20",
        "9999-12-31",
    ];

    private static readonly string[] Times =
    [
        "00:00:00",
        "00:00:01",
        "03:14:07",
        "03:14:08",
        "12:34:56",
        "23:59:59",
        "12:34:56.5",
        "12:34:56.789",
        "12:34:56.7891",
        "03:14:07.999999",
        "00:00:00.000001",
    ];

    private readonly Random _random = new(seed);

    public IReadOnlyList<SourceColumn> All =>
        server switch
        {
            PostgreSqlServer => [.. PostgreSql()],
            SqliteServer => [.. Sqlite()],
            _ => [.. MySql()],
        };

    private static IEnumerable<string> Moments => Dates.SelectMany(d => Times.Select(t => $"{d} {t}"));

    private IEnumerable<SourceColumn> PostgreSql()
    {
        yield return new("smallint", Numbers(2));
        yield return new("integer", Numbers(4));
        yield return new("bigint", Numbers(8));
        yield return new(
            "numeric",
            [
                .. Decimals(),
                "'NaN'",
                "'Infinity'",
                "'-Infinity'",
                "1e-40",
                "1e40",
                "123456789012345",
                "1234567890123456",
            ]
        );
        yield return new("numeric(12,4)", [.. Decimals(), "'NaN'"]);
        yield return new("numeric(30,0)", [.. Borders, .. Longs]);
        yield return new(
            "double precision",
            [.. Floats(), "'NaN'", "'Infinity'", "'-Infinity'", "1e300", "1e-300", "5e-324", "3.4028236e38"]
        );
        yield return new(
            "real",
            [
                "0",
                "0.5",
                "1.25",
                "1.2345",
                "0.1",
                "16777216",
                "1e-45",
                "3.4028235e38",
                "'NaN'",
                "'-Infinity'",
                "1e20",
                "1e-5",
            ]
        );
        yield return new("text", Quoted(Texts));
        yield return new("varchar(60)", Quoted(Texts.Where(t => t.Length <= 60)));
        yield return new("char(10)", Quoted(Texts.Where(t => t.Length <= 10)));
        yield return new("mood", ["'a'", "'b'", "'it''s'", "'é'", "''"]);
        yield return new(
            "bytea",
            [
                @"'\x'",
                @"'\x00'",
                @"'\x0102'",
                @"'\x01020304'",
                @"'\x0102030405'",
                $@"'\x{new string('a', 32)}'",
                $@"'\x{new string('a', 34)}'",
            ]
        );
        yield return new(
            "date",
            [.. Quoted(Dates), "'infinity'", "'-infinity'", "'0044-03-15 BC'", "'0001-12-31 BC'", "'10000-01-01'"]
        );
        yield return new("time", [.. Quoted(Times), "'24:00:00'"]);
        yield return new(
            "timestamp",
            [
                .. Quoted(Moments),
                "'infinity'",
                "'-infinity'",
                "'0044-03-15 12:00:00 BC'",
                "'10000-01-01 00:00:00'",
                "'10000-01-01 00:00:00.5'",
            ]
        );
        yield return new(
            "timestamptz",
            [
                .. Moments.Select(m => $"'{m}+00'"),
                "'infinity'",
                "'0044-03-15 12:00:00+00 BC'",
                "'10000-01-01 00:00:00+00'",
            ]
        );
        yield return new(
            "interval",
            [
                "'0'",
                "'1 second'",
                "'1.0005 seconds'",
                "'-1.5 seconds'",
                "'1 day -00:00:01'",
                "'1 month'",
                "'-1 year'",
                "'1 mon 3 days'",
                "'1 hour'",
                "'35 minutes 47.483647 seconds'",
                "'35 minutes 47.483648 seconds'",
                "'106751991 days 04:00:54.775807'",
                "'106751991 days 04:00:54.775808'",
                "'-106751991 days -04:00:54.775808'",
                "'-106751991 days -04:00:54.775809'",
            ]
        );
        yield return new("uuid", ["'123e4567-e89b-12d3-a456-426614174000'"]);
        // What only json takes, which decodes nothing, the pre-flight leaves to the load.
        yield return new("json", Quoted(Texts.Where(t => IsJson(t) && !t.Contains("u0000", StringComparison.Ordinal))));
        yield return new(
            "jsonb",
            Quoted(Texts.Where(t => IsJson(t) && !t.Contains(@"a\u0000", StringComparison.Ordinal)))
        );
        yield return new("inet", ["'10.0.0.1'", "'10.0.0.1/24'", "'fe80::1'", "'fe80::1/64'"]);
        yield return new("cidr", ["'10.0.0.0/8'", "'10.1.2.3/32'"]);
        yield return new("macaddr", ["'08:00:2b:01:02:03'"]);
        yield return new("boolean", ["true", "false"]);
        yield return new("int[]", ["'{}'", "'{1,2,3}'"]);
    }

    private IEnumerable<SourceColumn> MySql()
    {
        yield return new("tinyint", Numbers(1));
        yield return new("tinyint(1)", ["0", "1", "2", "-1", "127"]);
        yield return new("smallint unsigned", [.. Numbers(2).Where(n => n[0] != '-'), "65535"]);
        yield return new("int", Numbers(4));
        yield return new("bigint", Numbers(8));
        yield return new(
            "bigint unsigned",
            [.. Numbers(8).Where(n => n[0] != '-'), "18446744073709551615", "9223372036854775808"]
        );
        yield return new("bit(64)", ["0", "1", "255", "9223372036854775807", "18446744073709551615"]);
        yield return new("year", ["1901", "2155", "0"]);
        yield return new(
            "decimal(65,30)",
            [.. Decimals(), "123456789012345", "1234567890123456", "0.000000000000000000000000000001"]
        );
        yield return new("decimal(12,4)", Decimals());
        yield return new("decimal(30,0)", [.. Borders, .. Longs]);
        yield return new("double", [.. Floats(), "1e300", "1e-300", "3.4028236e38"]);
        yield return new(
            "float",
            ["0", "0.5", "1.25", "1.2345", "0.1", "16777216", "3.4028234663852886e38", "1e20", "1e-5"]
        );
        yield return new("longtext", [.. Quoted(Texts), "X'610062'", "X'00'"]);
        yield return new("varchar(60)", Quoted(Texts.Where(t => t.Length <= 60)));
        yield return new(
            "varchar(60) character set latin1",
            Quoted(["a", "a ", "é", "€", "A", "ééé", "éééé", "123e4567e89b12d3a456426614174000"])
        );
        yield return new(
            "varchar(60) character set utf8mb3",
            Quoted(Texts.Where(t => t.Length <= 60 && !t.Any(char.IsSurrogate)))
        );
        yield return new("varchar(60) character set utf16", [.. Quoted(["a", "日本", "😀", "é"]), "X'0061'"]);
        yield return new("varchar(60) character set cp1251", [.. Quoted(["a", "Привет"]), "X'98'", "X'6198'"]);
        yield return new("char(10)", Quoted(Texts.Where(t => t.Length <= 10)));
        yield return new("enum('a','b','it''s','é','A ')", ["'a'", "'b'", "'it''s'", "'zzz'"]);
        yield return new("set('c','a','b')", ["''", "'a'", "'c,a'", "'a,b'"]);
        yield return new(
            "longblob",
            [
                "X''",
                "X'00'",
                "X'0102'",
                "X'01020304'",
                "X'0102030405'",
                $"X'{new string('a', 32)}'",
                $"X'{new string('a', 34)}'",
            ]
        );
        yield return new(
            "date",
            [
                .. Quoted(Dates),
                "'0000-00-00'",
                "'2025-01-00'",
                "'2025-00-07'",
                "'0000-05-05'",
                "'2025-02-31'",
                "'2025-04-31'",
                "'1900-02-29'",
                "'2000-02-29'",
            ]
        );
        yield return new(
            "time(6)",
            [.. Quoted(Times), "'24:00:00'", "'24:00:00.000001'", "'838:59:59'", "'-00:00:01'"]
        );
        yield return new(
            "datetime(6)",
            [.. Quoted(Moments), "'0000-00-00 00:00:00'", "'2025-01-00 10:00:00'", "'2025-02-31 10:00:00.5'"]
        );
        yield return new(
            "timestamp(6) null",
            [.. Quoted(Moments.Where(m => m.StartsWith("2024", StringComparison.Ordinal))), "'0000-00-00 00:00:00'"]
        );
        yield return new("json", Quoted(Texts.Where(IsJson)));
    }

    private IEnumerable<SourceColumn> Sqlite()
    {
        yield return new("bool", ["0", "1", "2", "'x'"]);
        yield return new("integer", [.. Numbers(8), "1.5", "'abc'", "X'01'", "''"]);
        yield return new(
            "decimal(12,4)",
            [
                .. Decimals(),
                "'abc'",
                "X'31'",
                "9e999",
                "0.1 + 0.2",
                "'123456789012345678.25'",
                "'0.1234567890123456789'",
                .. Longs,
            ]
        );
        yield return new("real", [.. Floats(), "9e999", "-9e999", "1e300", "5e-324", "3.4028236e38", "'abc'", "X'00'"]);
        yield return new(
            "text",
            [
                .. Quoted(Texts),
                "CAST(X'FF' AS TEXT)",
                "CAST(X'61C3' AS TEXT)",
                "'a' || char(0) || 'b'",
                "char(0) || '日 '",
                "char(0) || 'abcdef'",
                "'a' || char(0) || '😀'",
                "char(0)",
                "X'61'",
                "5",
            ]
        );
        yield return new("varchar(5)", Quoted(Texts));
        yield return new("text COLLATE NOCASE", Quoted(Texts));
        yield return new(
            "blob",
            ["X''", "X'00'", "X'0102'", "X'01020304'", "X'0102030405'", $"X'{new string('a', 32)}'", "'text'", "1"]
        );
        yield return new(
            "datetime",
            [
                .. Quoted(Moments),
                "'now'",
                "'2024-02-29T12:00:00'",
                "'2024-02-30 12:00:00'",
                "''",
                "'0000-00-00 00:00:00'",
                "'10000-01-01 00:00:00'",
                "'2024-02-29 12:00:00.1234567'",
                "1709208000",
            ]
        );
        yield return new("date", [.. Quoted(Dates), "'today'", "'2023-02-29'", "'2024-2-9'", "'0000-01-01'"]);
        yield return new("time", [.. Quoted(Times), "'24:00:00'", "'25:00:00'", "'12:00'", "'-01:00:00'"]);
        yield return new(
            "json",
            Quoted(Texts.Where(t => !double.TryParse(t, NumberStyles.Any, CultureInfo.InvariantCulture, out _)))
        );
    }

    private List<string> Numbers(int bytes)
    {
        var (least, most) =
            bytes == 8 ? (long.MinValue, long.MaxValue) : (-(1L << (8 * bytes - 1)), (1L << (8 * bytes - 1)) - 1);
        return
        [
            .. Borders
                .Concat(Longs)
                .Where(b => long.Parse(b, CultureInfo.InvariantCulture) is var n && n >= least && n <= most),
            .. Enumerable
                .Range(0, RandomValues)
                .Select(_ =>
                    (_random.NextInt64(least, most) >> _random.Next(8 * bytes)).ToString(CultureInfo.InvariantCulture)
                ),
        ];
    }

    private List<string> Decimals() =>
        [
            "0",
            "0.5",
            "-0.5",
            "1.25",
            "1.255",
            "1.2500",
            "999.99",
            "-999.99",
            "1000",
            "-1000.01",
            "0.01",
            "0.009",
            "0.0099",
            "100",
            "150",
            "9999900",
            "99.5",
            .. Enumerable
                .Range(0, RandomValues)
                .Select(_ =>
                    ((decimal)_random.NextInt64(-99999999, 99999999) / (decimal)Math.Pow(10, _random.Next(5))).ToString(
                        CultureInfo.InvariantCulture
                    )
                ),
        ];

    private List<string> Floats() =>
        [
            "0",
            "0.5",
            "-1024",
            "16777216",
            "16777217",
            "0.1",
            "1.25",
            "1.2345",
            "1e-5",
            "12345678.25",
            "1.15",
            "1e20",
            "0.30000000000000004",
            .. Enumerable
                .Range(0, RandomValues)
                .Select(_ =>
                    (_random.Next(-99999, 99999) / Math.Pow(10, _random.Next(6))).ToString(
                        "R",
                        CultureInfo.InvariantCulture
                    )
                ),
        ];

    private static bool IsJson(string text)
    {
        try
        {
            System.Text.Json.JsonDocument.Parse(text).Dispose();
            return true;
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }

    private List<string> Quoted(IEnumerable<string> texts) =>
        [
            .. texts
                .Select(t => t.Replace("'", "''", StringComparison.Ordinal))
                .Select(t =>
                    server is MySqlFamilyServer ? $"'{t.Replace("\\", "\\\\", StringComparison.Ordinal)}'" : $"'{t}'"
                ),
        ];
}
