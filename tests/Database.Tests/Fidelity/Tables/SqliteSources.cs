using PidMigration.Conversion;
using PidMigration.Database.Tests.Reading;
using static PidMigration.Database.Tests.Fidelity.Case;
using static PidMigration.Database.Tests.Fidelity.Value;

namespace PidMigration.Database.Tests.Fidelity.Tables;

/// <summary>
/// Values of SQLite, which keeps anything anywhere, on their way to a server; what all servers share.
/// </summary>
internal static class SqliteSources
{
    private static readonly Value[] Awkward =
    [
        "''",
        "NULL",
        "'NULL'",
        @"'\N'",
        @"'\'",
        @"'\.'",
        "' leading'",
        "'trailing '",
        "'it''s'",
        ("char(9)", "\t"),
        ("'a' || char(10) || 'b'", "a\nb"),
        ("char(13, 10)", "\r\n"),
        ("char(12)", "\f"),
        ("char(11)", "\v"),
        ("char(8)", "\b"),
        ("char(1, 31, 127)", "\u0001\u001f\u007f"),
        "'é ü ß'",
        "'日本語'",
        "'😀'",
        ("'e' || char(769)", "e\u0301"),
        ("char(65279) || 'bom'", "\ufeffbom"),
        "'0'",
        "'1e5'",
        "'007'",
        "'true'",
    ];

    /// <summary>The cases, with the words that a server has for the types.</summary>
    public static IEnumerable<Case> For(string bytes, string text, string timestamp, string time, string real) =>
        [
            Exact("varchar(50)", "varchar(50)", CellKind.Text, Awkward),
            Exact("text", text, CellKind.Text, Awkward),
            Exact("text", text, CellKind.Text, Late("CAST(X'FF' AS TEXT)"), Late("CAST(X'61C3' AS TEXT)"), "'é'"),
            Checked("PID2002", "varchar(50)", text, CellKind.Text, "'a'", Unread("X'61'")),
            Checked(
                "PID2007",
                "text",
                "varchar(5)",
                CellKind.Text,
                "'12345'",
                "'😀😀😀😀😀'",
                Bad("'123456'"),
                Bad("'éééééé'"),
                Bad("'12345 '")
            ),
            Checked("PID2007", "varchar(5)", "varchar(3)", CellKind.Text, "'123'", Bad("'1234'")),
            Checked("PID2007", "varchar(5)", "varchar(5)", CellKind.Text, "'12345'", Bad("'123456'"), Bad("'12345 '")),
            Checked("PID2009", "text", "char(10)", CellKind.Text, "'a'", Bad("'a '")),
            Exact(
                "integer",
                "bigint",
                CellKind.Number,
                "-9223372036854775808",
                "9223372036854775807",
                "0",
                "NULL",
                ("'12'", "12"),
                ("12.0", "12")
            ),
            Checked(
                "PID2002",
                "integer",
                "bigint",
                CellKind.Number,
                "1",
                Unread("'abc'"),
                Unread("1.5"),
                Unread("X'01'"),
                Unread("''")
            ),
            Checked("PID2003", "integer", "integer", CellKind.Number, "2147483647", "-2147483648", Bad("2147483648")),
            Checked("PID2003", "bigint", "smallint", CellKind.Number, "32767", Bad("32768")),
            Checked("PID2003", "integer unsigned", "smallint", CellKind.Number, "32767", Bad("32768")),
            Exact(
                "decimal(10,2)",
                "numeric(10,2)",
                CellKind.Decimal,
                "12.5",
                "0",
                "-99999999.99",
                ("'0.10'", "0.1"),
                "99999999",
                "NULL",
                "0.01"
            ),
            Exact(
                "decimal",
                "numeric(30,10)",
                CellKind.Decimal,
                ("1e15", "1000000000000000"),
                ("1e-7", "0.0000001"),
                ("123456789012345678", "123456789012345678"),
                ("-1.5e18", "-1500000000000000000")
            ),
            Checked(
                "PID2004",
                "decimal(20,10)",
                "numeric(10,2)",
                CellKind.Decimal,
                "1.25",
                ("1.50", "1.5"),
                Bad("1.255"),
                Bad("0.1 + 0.2"),
                Bad("123456789")
            ),
            Checked(
                "PID2004",
                "decimal(10,2)",
                "numeric(10,2)",
                CellKind.Decimal,
                "1.25",
                Bad("0.1 + 0.2"),
                Bad("1.005"),
                Bad("'1.999'")
            ),
            Checked(
                "PID2002",
                "decimal(10,2)",
                "numeric(10,2)",
                CellKind.Decimal,
                "1.25",
                Unread("'abc'"),
                Unread("'NaN'"),
                Unread("''"),
                Unread("X'31'")
            ),
            Exact(
                "real",
                real,
                CellKind.Double,
                "0.1",
                "1.7976931348623157e308",
                "5e-324",
                "2.2250738585072014e-308",
                "0.30000000000000004",
                "1e23",
                "-1.5",
                "12",
                "NULL",
                "9007199254740993"
            ),
            Checked("PID2002", "real", real, CellKind.Double, "0.5", Unread("'abc'"), Unread("X'00'")),
            Exact(
                "blob",
                bytes,
                CellKind.Bytes,
                ($"X'{PostgreSqlTexts.AllBytes}'", PostgreSqlTexts.AllBytes),
                ("X''", ""),
                ("zeroblob(3)", "000000"),
                ("X'5C4E'", "5C4E"),
                "NULL"
            ),
            Checked("PID2002", "blob", bytes, CellKind.Bytes, ("X'00'", "00"), Unread("'text'"), Unread("1")),
            Exact(
                "datetime",
                timestamp,
                CellKind.Moment,
                "'2024-02-29 12:00:00.000001'",
                "'2024-02-29 12:00:00'",
                ("'2024-02-29 12:00:00.500000'", "2024-02-29 12:00:00.5"),
                "'0001-01-01 00:00:00'",
                "'9999-12-31 23:59:59.999999'",
                "NULL",
                "'2024-02-29 00:00:00'"
            ),
            Checked(
                "PID2020",
                "datetime",
                timestamp,
                CellKind.Moment,
                "'2024-02-29 12:00:00'",
                Bad("'now'"),
                Bad("'2024-02-29T12:00:00'"),
                Bad("'2024-02-29 12:00:00+02:00'"),
                Bad("'2024-02-29 12:00:00Z'"),
                Bad("'2024-02-29'"),
                Bad("'2024-02-30 12:00:00'"),
                Bad("'infinity'"),
                Bad("''"),
                Bad("'2024-02-29 25:00:00'"),
                Bad("'0000-00-00 00:00:00'"),
                Bad("'10000-01-01 00:00:00'"),
                Bad("'epoch'"),
                Bad("'2024-02-29 12:00'"),
                Bad("'2024-02-29 23:59:60'")
            ),
            Checked(
                "PID2015",
                "datetime",
                timestamp,
                CellKind.Moment,
                "'2024-02-29 12:00:00.123456'",
                ("'2024-02-29 12:00:00.1234560'", "2024-02-29 12:00:00.123456"),
                Bad("'2024-02-29 12:00:00.1234567'")
            ),
            Checked(
                "PID2002",
                "datetime",
                timestamp,
                CellKind.Moment,
                "'2024-02-29 12:00:00'",
                Unread("1709208000"),
                Unread("2460369.5")
            ),
            Exact("date", "date", CellKind.Date, "'2024-02-29'", "'0001-01-01'", "'9999-12-31'", "NULL"),
            Checked(
                "PID2020",
                "date",
                "date",
                CellKind.Date,
                "'2024-02-29'",
                Bad("'today'"),
                Bad("'2024-2-9'"),
                Bad("'29.02.2024'"),
                Bad("'2023-02-29'"),
                Bad("'2024-02-29 00:00:00'"),
                Bad("'0044-03-15 BC'"),
                Bad("'0000-01-01'")
            ),
            Exact("time", time, CellKind.Time, "'23:59:59.999999'", "'00:00:00'", "'12:34:56.5'", "'24:00:00'", "NULL"),
            Checked(
                "PID2020",
                "time",
                time,
                CellKind.Time,
                "'12:00:00'",
                Bad("'12:00'"),
                Bad("'25:00:00'"),
                Bad("'-01:00:00'"),
                Bad("'12:00:00 PM'"),
                Bad("'now'"),
                Bad("'12:00:60'")
            ),
            RefusedTypes("PID1205", "money", text, "1"),
            RefusedTypes("PID1205", "", text, "1"),
            RefusedTypes("PID1205", "text", bytes, "'a'"),
            RefusedTypes("PID1205", "text", "numeric(10,2)", "'1.5'"),
            RefusedTypes("PID1205", "integer", timestamp, "1"),
        ];
}
