using PidMigration.Conversion;
using PidMigration.Database.Tests.Reading;
using static PidMigration.Database.Tests.Fidelity.Case;
using static PidMigration.Database.Tests.Fidelity.Value;

namespace PidMigration.Database.Tests.Fidelity.Tables;

/// <summary>PostgreSQL → SQLite, in Django's words for the columns.</summary>
public sealed class PostgreSqlToSqlite : CaseTable
{
    public override string BeforeSource => "CREATE TYPE mood AS ENUM ('sad', 'ok');";

    public override IReadOnlyList<Case> Cases { get; } =
    [
        Exact("boolean", "bool", CellKind.Bool, ("true", "1"), ("false", "0"), "NULL"),
        Exact("bigint", "bigint", CellKind.Number, "-9223372036854775808", "9223372036854775807", "NULL"),
        Checked("PID2003", "integer", "integer unsigned", CellKind.Number, "2147483647", Odd("-1")),
        Checked("PID2003", "integer", "bool", CellKind.Number, "0", "1", Odd("2")),
        Exact(
            "text",
            "text",
            CellKind.Text,
            "''",
            "' x '",
            @"'\N'",
            "'é日😀'",
            ("E'a\\t\\n\\r\\f\\x0B\\b'", "a\t\n\r\f\v\b"),
            "'0'",
            "'1e5'",
            "'007'",
            "NULL"
        ),
        Exact("varchar(20)", "varchar(20)", CellKind.Text, "'12'", "'1.50'", "'x '"),
        Exact("char(5)", "char(5)", CellKind.Text, ("'ab'", "ab")),
        Exact(
            "bytea",
            "blob",
            CellKind.Bytes,
            ($@"'\x{PostgreSqlTexts.AllBytes}'", PostgreSqlTexts.AllBytes),
            (@"'\x'", ""),
            "NULL"
        ),
        Exact(
            "uuid",
            "char(32)",
            CellKind.Text,
            ("'123e4567-e89b-12d3-a456-426614174000'", "123e4567e89b12d3a456426614174000"),
            ("'11111111-1111-1111-1111-111111111111'", "11111111111111111111111111111111")
        ),
        Exact(
            "double precision",
            "real",
            CellKind.Double,
            "0.1",
            "1.7976931348623157e308",
            "5e-324",
            "0.30000000000000004",
            "1e23",
            "NULL"
        ),
        Exact(
            "real",
            "real",
            CellKind.Double,
            ("0.1", "0.10000000149011612"),
            ("3.4028235e38", "3.4028234663852886e38")
        ),
        Checked("PID2005", "double precision", "real", CellKind.Double, "1.5", Bad("'NaN'"), Bad("'Infinity'")),
        Allowed(
            AllowedChange.NotANumberToNull,
            1,
            "PID2005",
            "double precision",
            "real",
            CellKind.Double,
            "1.5",
            ("'NaN'", null)
        ),
        Exact(
            "numeric(15,5)",
            "decimal(15,5)",
            CellKind.Decimal,
            "1234567890.12345",
            "-0.00001",
            "0",
            "99999.5",
            "NULL"
        ),
        Checked(
            "PID2004",
            "numeric(38,20)",
            "decimal(38,20)",
            CellKind.Decimal,
            "123456789012345",
            "1.5",
            Bad("12345678901234.567"),
            Bad("0.1234567890123456")
        ),
        Checked("PID2005", "numeric", "decimal", CellKind.Decimal, "1.5", Bad("'NaN'"), Bad("'Infinity'")),
        Exact("date", "date", CellKind.Date, "'0001-01-01'", "'2024-02-29'", "'9999-12-31'", "NULL"),
        Checked("PID2014", "date", "date", CellKind.Date, "'2024-02-29'", Bad("'0044-03-15 BC'"), Bad("'10000-01-01'")),
        Checked("PID2012", "date", "date", CellKind.Date, "'2024-02-29'", Bad("'infinity'")),
        Exact("time", "time", CellKind.Time, "'00:00:00'", "'23:59:59.999999'", "'24:00:00'"),
        Exact("timestamp", "datetime", CellKind.Moment, "'2024-02-29 12:00:00.000001'", "'0001-01-01 00:00:00'"),
        Exact(
            "timestamptz",
            "datetime",
            CellKind.Moment,
            ("'2024-03-31 02:30:00+02'", "2024-03-31 00:30:00"),
            ("'2024-03-31 02:30:00.5+02'", "2024-03-31 00:30:00.5")
        ),
        Checked(
            "PID2012",
            "timestamptz",
            "datetime",
            CellKind.Moment,
            ("'2024-03-31 00:30:00+00'", "2024-03-31 00:30:00"),
            Bad("'infinity'"),
            Bad("'-infinity'")
        ),
        Checked(
            "PID2014",
            "timestamptz",
            "datetime",
            CellKind.Moment,
            ("'2024-03-31 00:30:00+00'", "2024-03-31 00:30:00"),
            Bad("'10000-01-01 00:00:00+00'"),
            Bad("'0044-03-15 00:00:00+00 BC'")
        ),
        Exact(
            "interval",
            "bigint",
            CellKind.Number,
            ("'1 day 01:00:00.000001'", "90000000001"),
            ("'-1.5 seconds'", "-1500000")
        ),
        Checked("PID2006", "interval", "bigint", CellKind.Number, ("'1 day'", "86400000000"), Bad("'1 month'")),
        Exact("jsonb", "text", CellKind.Text, "'{\"a\": [1, 2.50]}'", "'1'"),
        Checked(
            "PID2018",
            "json",
            "json",
            CellKind.Text,
            "'{\"a\": 1, \"a\": 2}'",
            "'\"x\"'",
            Bad("'1.0'"),
            Bad("'12345678901234567890'")
        ),
        Exact("mood", "varchar(10)", CellKind.Text, "'sad'"),
        Exact("inet", "char(39)", CellKind.Text, ("'10.0.0.1'", "10.0.0.1")),
        RefusedTypes("PID1208", "int[]", "text", "'{1}'"),
        Allowed(AllowedChange.AsJson, 1, "PID1208", "int[]", "text", CellKind.Text, ("'{1,2}'", "[1,2]")),
        RefusedTypes("PID1205", "money", "decimal", "1"),
    ];
}
