using System.Globalization;
using System.Text;
using PidDatabase.Data;
using PidMigration.Database.Tests.Reading;
using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Schema;

/// <summary>A schema that no Django ever made, with what is awkward in names, keys and values.</summary>
internal static class HostileSchema
{
    /// <summary>As long as PostgreSQL lets it be; MySQL takes 64.</summary>
    private static readonly string Long = new('n', 63);

    public static readonly TestTable Names = new(
        "it's a \"select\" `from` where",
        new("id", CellKind.Number) { Counts = true, NotNull = true },
        new("select", CellKind.Text),
        new("a\"b", CellKind.Number),
        new("a`b", CellKind.Bytes),
        new("with spaces", CellKind.Text, 20),
        new("ünïcode ✓", CellKind.Instant),
        new(Long, CellKind.Text),
        new("MixedCase", CellKind.Bool),
        new("semi;colon--", CellKind.Date),
        new("back\\slash", CellKind.Bytes),
        new("it's", CellKind.Number),
        new("@f0", CellKind.Text),
        new("%s {0} $1 ?", CellKind.Text),
        new("dot.ted", CellKind.Time)
    );

    public static readonly TestTable Keywords = TestTable.Counted(
        "order",
        new TestColumn("group", CellKind.Text),
        new TestColumn("table", CellKind.Bytes)
    );

    public static readonly TestTable LongName = TestTable.Counted(
        "L" + Long[1..],
        new TestColumn("MixedCase", CellKind.Text)
    );

    public static readonly TestTable Composite = new(
        "Composite.Key",
        new("a", CellKind.Number) { NotNull = true },
        new("b", CellKind.Text, 30) { NotNull = true },
        new("note", CellKind.Text)
    )
    {
        Key = ["b", "a"],
    };

    public static readonly TestTable TextKey = new(
        "text_key",
        new("k", CellKind.Text, 60) { NotNull = true },
        new("note", CellKind.Text)
    )
    {
        Key = ["k"],
    };

    public static readonly TestTable Keyless = new("keyless", new("a", CellKind.Number), new("b", CellKind.Text));

    public static readonly TestTable Self = TestTable.Counted("tree", new TestColumn("parent", CellKind.Number)) with
    {
        ForeignKeys = [new(["parent"], "tree", ["id"])],
    };

    public static readonly TestTable Hen = TestTable.Counted("hen", new TestColumn("egg_id", CellKind.Number)) with
    {
        ForeignKeys = [new(["egg_id"], "egg", ["id"])],
    };

    public static readonly TestTable Egg = TestTable.Counted("egg", new TestColumn("hen_id", CellKind.Number)) with
    {
        ForeignKeys = [new(["hen_id"], "hen", ["id"])],
    };

    public static readonly TestTable ToComposite = TestTable.Counted(
        "to_composite",
        new TestColumn("a", CellKind.Number),
        new TestColumn("b", CellKind.Text, 30)
    ) with
    {
        ForeignKeys = [new(["b", "a"], "Composite.Key", ["b", "a"])],
    };

    public static readonly TestTable Computed = TestTable.Counted(
        "computed",
        new TestColumn("a", CellKind.Number),
        new TestColumn("twice", CellKind.Number) { Generated = "a * 2" },
        new TestColumn("b", CellKind.Text)
    );

    public static readonly TestTable Empty = TestTable.Counted("empty_in_source", new TestColumn("a", CellKind.Text));

    public static readonly TestTable Elsewhere = TestTable.Counted("elsewhere", new TestColumn("a", CellKind.Text)) with
    {
        Schema = "Other \"Schema\"",
    };

    /// <summary>
    /// Names that are SQL, formats, patterns and paths; 63 bytes in 21 characters; nothing but a keyword.
    /// </summary>
    public static readonly TestTable Injection = TestTable.Counted(
        "x\"; drop table `y`; --",
        new TestColumn("'); drop table y; --", CellKind.Text),
        new TestColumn("/* id */", CellKind.Number),
        new TestColumn(string.Concat(Enumerable.Repeat("漢", 21)), CellKind.Text)
    );

    public static readonly TestTable Patterns = new(
        "50% of [a-z]*? {0} $1 #~/\\\\.ü",
        new("a\"b.c`d\\", CellKind.Text, 30) { NotNull = true },
        new("%", CellKind.Number),
        new("{0:N0}{{", CellKind.Text),
        new("*", CellKind.Text),
        new("null", CellKind.Number)
    )
    {
        Key = ["a\"b.c`d\\"],
        ForeignKeys = [new(["%"], Injection.Name, ["id"])],
    };

    public static readonly TestTable Keyword = TestTable.Counted(
        "select",
        new TestColumn("from", CellKind.Text),
        new TestColumn("where", CellKind.Number),
        new TestColumn("default", CellKind.Bool),
        new TestColumn("values", CellKind.Bytes)
    );

    public static IReadOnlyList<TestTable> All { get; } =
    [
        Names,
        Keywords,
        LongName,
        Composite,
        TextKey,
        Keyless,
        Self,
        Hen,
        Egg,
        ToComposite,
        Computed,
        Empty,
        Elsewhere,
        Injection,
        Patterns,
        Keyword,
    ];

    public static async Task FillAsync(TestDatabase database)
    {
        var every = Enumerable.Range(0, 256).Select(i => (byte)i).ToArray();
        await database.FillAsync(
            Names,
            [
                1,
                "select * from \"x\"; -- `y`",
                -5,
                every,
                "sp  aces ",
                "2016-03-27 01:30:00.000001",
                Long,
                true,
                "2016-02-29",
                Array.Empty<byte>(),
                long.MaxValue,
                "\\N",
                "%s",
                "23:59:59.999999",
            ],
            [2, null, null, null, null, null, null, null, null, null, null, null, null, null],
            [
                5_000_000_000,
                "",
                0,
                Array.Empty<byte>(),
                "",
                "1970-01-01 00:00:00",
                "",
                false,
                "0001-01-01",
                new byte[] { 0 },
                long.MinValue,
                "NULL",
                "",
                "00:00:00",
            ]
        );
        await database.FillAsync(Keywords, [7, "group by", "order"u8.ToArray()], [9, null, null]);
        await database.FillAsync(LongName, [1, "x"]);
        await database.FillAsync(Composite, [1, "b\"1", "x"], [2, "b\"1", null], [1, "ç", ""], [-1, "", "empty"]);
        await database.FillAsync(
            TextKey,
            [
                .. (
                    (string[])
                        [
                            "b",
                            "A",
                            "ß",
                            "a b",
                            "a\tb",
                            "it's",
                            "back\\slash",
                            "😀",
                            "漢字",
                            "10",
                            "9",
                            "\\N",
                            "NULL",
                            "%",
                            "_",
                        ]
                ).Select(k => (object?[])[k, "of " + k]),
            ]
        );
        await database.FillAsync(Keyless, [1, "twice"], [1, "twice"], [null, null], [null, null], [2, ""]);
        await database.RunAsync(
            database.Server.WithoutForeignKeys(
                database.Server.Insert(
                    Self,
                    [
                        [1, 3],
                        [2, 1],
                        [3, null],
                        [4, 4],
                        [5, 9],
                        [9, 1],
                    ]
                )
                    + database.Server.Insert(
                        Hen,
                        [
                            [1, 2],
                            [2, 1],
                            [3, null],
                        ]
                    )
                    + database.Server.Insert(
                        Egg,
                        [
                            [1, 1],
                            [2, 3],
                        ]
                    )
            )
        );
        await database.FillAsync(ToComposite, [1, 1, "ç"], [2, null, "b\"1"], [3, null, null]);
        await database.FillAsync(Computed, [1, 21, "x"], [2, null, "y"], [3, -4, null]);
        await database.FillAsync(Elsewhere, [1, "over there"]);
        await database.FillAsync(
            Injection,
            [1, "\\.", 7, "\\N"],
            [2, "\\N", null, null],
            [9, "'); DROP TABLE \"x\"; --", 0, ""]
        );
        await database.FillAsync(
            Patterns,
            ["%s", 1, "{0}", "*", 0],
            ["\\", 9, "{", null, null],
            ["\\.", 2, "}", "", -1],
            ["\"`'", null, null, "\\N", 1]
        );
        await database.FillAsync(Keyword, [1, "NULL", 1, true, "\\N"u8.ToArray()], [2, null, null, null, null]);
    }

    /// <summary>
    /// A table with a column of each form, and its rows: the extremes and the awkward values of each.
    /// </summary>
    public static (TestTable Table, object?[][] Rows) Values(TestServer from, TestServer into)
    {
        var exact = !from.HasOnlyDoubles && !into.HasOnlyDoubles;
        var zero = from.HasNegativeZero && into.HasNegativeZero ? "-0e0" : "0e0";
        (TestColumn Column, object?[] Values)[] columns =
        [
            (new("n", CellKind.Number), [0, 1, -1, long.MaxValue, long.MinValue, null]),
            (new("small", CellKind.Small), [short.MaxValue, short.MinValue, null, 0]),
            (new("text", CellKind.Text), [.. Texts()]),
            (
                new("short", CellKind.Text, 12),
                [null, "", "NULL", "\\N", " x ", "twelve chars", "😀😀😀😀😀😀😀😀😀😀😀😀", "x\n", "\r\n\t\\"]
            ),
            (new("yes", CellKind.Bool), [true, false, null]),
            (
                new("instant", CellKind.Instant),
                [
                    "2016-03-01 10:20:30.123456",
                    "1970-01-01 00:00:00",
                    "9999-12-31 23:59:59.999999",
                    "1000-01-01 00:00:00",
                    "2016-03-27 02:30:00",
                    "1969-12-31 23:59:59.999999",
                    "2016-02-29 00:00:00.1",
                    null,
                ]
            ),
            (
                new("moment", CellKind.Moment),
                [
                    "2016-03-27 02:30:00.000001",
                    "1000-01-01 00:00:00",
                    "9999-12-31 23:59:59.999999",
                    "2016-10-30 02:30:00.5",
                    null,
                ]
            ),
            (new("day", CellKind.Date), ["2016-02-29", "1000-01-01", "9999-12-31", "0001-01-01", "1582-10-10", null]),
            (new("hour", CellKind.Time), ["00:00:00", "23:59:59.999999", "12:30:00.5", "12:30:00.000001", null]),
            (
                new("money", CellKind.Decimal),
                exact
                    ?
                    [
                        "0",
                        "-0.0000000001",
                        "123456789012345678901234567890.0123456789",
                        "-99999999999999999999.9",
                        "1.10",
                        "100",
                        null,
                    ]
                    : ["0", "-0.001", "12345678901.125", "-99999.9", "1.10", "100", null]
            ),
            (
                new("real", CellKind.Double),
                [
                    zero,
                    "0.1",
                    "1.7976931348623157e308",
                    "-1.7976931348623157e308",
                    "5e-324",
                    "2.2250738585072014e-308",
                    "0.30000000000000004",
                    "1e23",
                    "123456789012345680.0",
                    "-1.5",
                    "0e0",
                    "3.141592653589793",
                    null,
                ]
            ),
            (
                new("bytes", CellKind.Bytes),
                [
                    Enumerable.Range(0, 256).Select(i => (byte)i).ToArray(),
                    Array.Empty<byte>(),
                    new byte[] { 0 },
                    new byte[] { 0xFF, 0xFE },
                    "\\x41\\N\t\n"u8.ToArray(),
                    Noise(100_000),
                    null,
                ]
            ),
            (
                new("uuid", CellKind.Uuid),
                [
                    "00000000-0000-0000-0000-000000000000",
                    "ffffffff-ffff-ffff-ffff-ffffffffffff",
                    "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9",
                    null,
                ]
            ),
            (
                new("json", CellKind.Json),
                [
                    "{\"a\": [1, 2.5, -3, null, true], \"é\": \"\\u0041\\n\\t\\\\ \\\"😀\"}",
                    "[]",
                    "{}",
                    "\"text's\"",
                    "null",
                    "12",
                    "[\"\\\\N\"]",
                    null,
                ]
            ),
        ];
        if (exact)
            columns =
            [
                .. columns,
                (
                    new("single", CellKind.Single),
                    [
                        "0.1",
                        "3.4028234663852886e38",
                        "-3.4028234663852886e38",
                        "1.1754943508222875e-38",
                        "16777216",
                        "0.3333333432674408",
                        zero,
                        "1.401298464324817e-45",
                        null,
                    ]
                ),
            ];
        var rows = Enumerable
            .Range(0, columns.Max(c => c.Values.Length))
            .Select(i => (object?[])[i + 1, .. columns.Select(c => c.Values[i % c.Values.Length])])
            .ToArray();
        return (TestTable.Counted("every_value", [.. columns.Select(c => c.Column)]), rows);
    }

    private static IEnumerable<string?> Texts()
    {
        foreach (var text in AwkwardText.Fixed)
            yield return text;
        yield return null;
        yield return "\\";
        yield return "x'); DELETE FROM every_value; --";
        yield return "FIELDS TERMINATED BY '\\t' ENCLOSED BY '\"' ESCAPED BY '\\\\'";
        yield return "\\.\n\\N\t\\N\n";
        yield return "\r";
        yield return "E'\\x41' \\x41 \\101 \\u0041 U&'\\0041'";
        yield return "1\t2\n3\t4\n";
        // Three megabytes, not all alike, with what has to be escaped.
        var big = new StringBuilder();
        for (var i = 0; big.Length < 3_000_000; i++)
            big.Append(CultureInfo.InvariantCulture, $"{i} é漢😀 '\\\t\n");
        yield return big.ToString();
    }

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(7).NextBytes(bytes);
        return bytes;
    }
}
