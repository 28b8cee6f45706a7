using PidMigration.Conversion;
using PidMigration.Database.Tests.Reading;
using static PidMigration.Database.Tests.Fidelity.Case;
using static PidMigration.Database.Tests.Fidelity.Value;

namespace PidMigration.Database.Tests.Fidelity.Tables;

/// <summary>Numbers and truth values out of MariaDB and MySQL into PostgreSQL.</summary>
internal static class MySqlNumbers
{
    private const string Widest = "99999999999999999999999999999999999.999999999999999999999999999999";

    public static IReadOnlyList<Case> Cases { get; } =
    [
        Exact("tinyint", "smallint", CellKind.Number, "-128", "127", "0", "NULL"),
        Exact("tinyint unsigned", "smallint", CellKind.Number, "0", "255"),
        Exact("smallint", "smallint", CellKind.Number, "-32768", "32767"),
        Checked("PID2003", "smallint unsigned", "smallint", CellKind.Number, "32767", Bad("32768"), Bad("65535")),
        Exact("smallint unsigned", "integer", CellKind.Number, "65535"),
        Exact("mediumint", "integer", CellKind.Number, "-8388608", "8388607"),
        Exact("mediumint unsigned", "integer", CellKind.Number, "16777215"),
        Exact("int", "integer", CellKind.Number, "-2147483648", "2147483647"),
        Checked(
            "PID2003",
            "int unsigned",
            "integer",
            CellKind.Number,
            "2147483647",
            Bad("2147483648"),
            Bad("4294967295")
        ),
        Exact("int unsigned", "bigint", CellKind.Number, "4294967295"),
        Exact("int(8) zerofill", "bigint", CellKind.Number, "42", "0"),
        Exact("bigint", "bigint", CellKind.Number, "-9223372036854775808", "9223372036854775807"),
        Checked("PID2003", "bigint", "integer", CellKind.Number, "2147483647", Bad("2147483648"), Bad("-2147483649")),
        Checked(
            "PID2003",
            "bigint unsigned",
            "bigint",
            CellKind.Number,
            "9223372036854775807",
            "0",
            "NULL",
            Bad("9223372036854775808"),
            Bad("18446744073709551615")
        ),
        Exact("bigint unsigned", "numeric(20,0)", CellKind.Decimal, "18446744073709551615", "0"),
        Exact("bigint unsigned", "numeric", CellKind.Decimal, "18446744073709551615"),
        Checked("PID2004", "bigint", "numeric(5,2)", CellKind.Decimal, "999", "-999", Bad("1000")),
        Checked(
            "PID2004",
            "int",
            "numeric(5,-2)",
            CellKind.Decimal,
            "9999900",
            "0",
            "-100",
            Bad("150"),
            Bad("1"),
            Bad("10000000")
        ),
        Exact(
            "decimal(65,30)",
            "numeric(65,30)",
            CellKind.Decimal,
            Widest,
            "-" + Widest,
            "0.000000000000000000000000000001",
            "0",
            "NULL"
        ),
        Exact("decimal(65,30)", "numeric", CellKind.Decimal, Widest, "-" + Widest, "0.000000000000000000000000000001"),
        Exact("decimal(10,2)", "price", CellKind.Decimal, "99999999.99", "-0.01"),
        Exact("decimal(10,2) zerofill", "numeric(10,2)", CellKind.Decimal, "12.50", "0"),
        Checked(
            "PID2004",
            "decimal(10,4)",
            "numeric(10,2)",
            CellKind.Decimal,
            "1.2500",
            "-7",
            Bad("1.2345"),
            Bad("0.0050")
        ),
        Checked("PID2004", "decimal(10,2)", "numeric(5,2)", CellKind.Decimal, "999.99", Bad("1000.00"), Bad("-1000")),
        Checked("PID2004", "decimal(10,0)", "numeric(5,-2)", CellKind.Decimal, "1200", Bad("1250")),
        Checked("PID2004", "decimal(20,2)", "bigint", CellKind.Number, ("12.00", "12"), Bad("12.50")),
        Checked(
            "PID2003",
            "decimal(30,0)",
            "bigint",
            CellKind.Number,
            "9223372036854775807",
            Bad("9223372036854775808")
        ),
        Exact(
            "float",
            "real",
            CellKind.Single,
            "3.4028234663852886e38",
            "-3.4028234663852886e38",
            "1.17549435e-38",
            "0.1",
            "16777217",
            "3.1415927",
            "1e-45",
            "0",
            "NULL",
            "123456.789"
        ),
        Exact("float", "real", CellKind.Single, "-0e0") with
        {
            Only = "MySQL",
        },
        Exact(
            "float",
            "double precision",
            CellKind.Double,
            ("0.1", "0.10000000149011612"),
            ("3.4028234663852886e38", "3.4028234663852886e38")
        ),
        Exact("float(7,3)", "real", CellKind.Single, "1.25", "1234.567"),
        Exact(
            "double",
            "double precision",
            CellKind.Double,
            "1.7976931348623157e308",
            "-1.7976931348623157e308",
            "2.2250738585072014e-308",
            "0.1",
            "0.30000000000000004",
            "1e23",
            "9007199254740993",
            "NULL",
            "123456789012345680",
            "5e-324"
        ),
        Exact("double", "double precision", CellKind.Double, "-0e0") with
        {
            Only = "MySQL",
        },
        Checked("PID2004", "double", "real", CellKind.Single, "0.5", "16777216", Bad("0.1"), Bad("1e300")),
        Exact("double(10,2)", "double precision", CellKind.Double, "1.25", "-0.1"),
        RefusedTypes("PID1205", "double", "numeric", "1.5"),
        RefusedTypes("PID1205", "int", "text", "1"),
        Checked("PID2003", "tinyint(1)", "boolean", CellKind.Bool, "0", "1", "NULL", Bad("2"), Bad("-1"), Bad("127")),
        Exact("bool", "smallint", CellKind.Number, "0", "1", "2", "-128"),
        Exact("bit(1)", "boolean", CellKind.Bool, ("b'1'", "1"), ("b'0'", "0"), "NULL"),
        Checked("PID2003", "bit(8)", "boolean", CellKind.Bool, ("b'1'", "1"), Bad("b'10'"), Bad("255")),
        Exact("bit(8)", "smallint", CellKind.Number, ("b'11111111'", "255"), ("b'0'", "0"), ("9", "9"), ("92", "92")),
        Exact("bit(63)", "bigint", CellKind.Number, ("9223372036854775807", "9223372036854775807")),
        Checked(
            "PID2003",
            "bit(64)",
            "bigint",
            CellKind.Number,
            ("9223372036854775807", "9223372036854775807"),
            Bad("9223372036854775808"),
            Bad("18446744073709551615")
        ),
        Checked("PID2003", "bit(32)", "integer", CellKind.Number, ("2147483647", "2147483647"), Bad("4294967295")),
        RefusedTypes("PID1205", "bit(8)", "bit(8)", "5"),
        Exact("year", "smallint", CellKind.Number, "1901", "2155", ("'0000'", "0"), "2024", "NULL"),
        Exact("year", "integer", CellKind.Number, "2024"),
        RefusedTypes("PID1205", "year", "date", "2024"),
        Exact(
            "bigint",
            "interval",
            CellKind.Text,
            ("1500000", "PT1.5S"),
            ("-1500000", "PT-1.5S"),
            ("86400000000", "P1D"),
            ("90000000001", "P1DT1H0.000001S"),
            ("-90000000001", "P-1DT-1H-0.000001S"),
            ("0", "PT0S"),
            ("9223372036854775807", "P106751991DT4H54.775807S"),
            ("-9223372036854775808", "P-106751991DT-4H-54.775808S"),
            "NULL"
        ),
        Checked("PID2015", "bigint", "interval(3)", CellKind.Text, ("1500000", "PT1.5S"), Bad("1000001")),
        RefusedTypes("PID1205", "bigint", "interval year to month", "1"),
    ];
}
