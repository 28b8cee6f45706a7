using PidMigration.Conversion;
using PidMigration.Database.Tests.Reading;
using static PidMigration.Database.Tests.Fidelity.Case;
using static PidMigration.Database.Tests.Fidelity.Value;

namespace PidMigration.Database.Tests.Fidelity.Tables;

/// <summary>Numbers and truth values out of PostgreSQL into MariaDB and MySQL.</summary>
internal static class PostgreSqlNumbers
{
    private const string Nines65 = "99999999999999999999999999999999999999999999999999999999999999999";

    public static IReadOnlyList<Case> Cases { get; } =
    [
        Exact("smallint", "smallint", CellKind.Number, "-32768", "-1", "0", "32767", "NULL"),
        Exact("smallint", "int", CellKind.Number, "-32768", "32767"),
        Exact("smallint", "mediumint", CellKind.Number, "-32768", "32767"),
        Checked("PID2003", "smallint", "tinyint", CellKind.Number, "-128", "127", Bad("128"), Bad("-129"), "NULL"),
        Checked("PID2003", "smallint", "tinyint unsigned", CellKind.Number, "0", "255", Bad("-1"), Bad("256")),
        Checked("PID2003", "smallint", "smallint unsigned", CellKind.Number, "0", "32767", Bad("-1")),
        Exact("integer", "int", CellKind.Number, "-2147483648", "2147483647", "0"),
        Exact("integer", "bigint", CellKind.Number, "-2147483648", "2147483647"),
        Checked(
            "PID2003",
            "integer",
            "mediumint",
            CellKind.Number,
            "-8388608",
            "8388607",
            Bad("8388608"),
            Bad("-8388609")
        ),
        Checked(
            "PID2003",
            "integer",
            "mediumint unsigned",
            CellKind.Number,
            "0",
            "16777215",
            Bad("16777216"),
            Bad("-1")
        ),
        Checked("PID2003", "integer", "int unsigned", CellKind.Number, "0", "2147483647", Bad("-2147483648")),
        Checked("PID2003", "integer", "bigint unsigned", CellKind.Number, "0", "2147483647", Bad("-1")),
        Exact("bigint", "bigint", CellKind.Number, "-9223372036854775808", "9223372036854775807", "0"),
        Checked("PID2003", "bigint", "bigint unsigned", CellKind.Number, "9223372036854775807", Bad("-1")),
        Checked(
            "PID2003",
            "bigint",
            "int",
            CellKind.Number,
            "2147483647",
            Bad("2147483648"),
            Bad("-9223372036854775808")
        ),
        Checked("PID2003", "bigint", "int unsigned", CellKind.Number, "4294967295", Bad("4294967296"), Bad("-1")),
        Exact("bigint", "decimal(20,0)", CellKind.Decimal, "-9223372036854775808", "9223372036854775807"),
        Exact("bigint", "decimal(65,30)", CellKind.Decimal, "-9223372036854775808", "9223372036854775807"),
        Checked("PID2004", "integer", "decimal(3,1)", CellKind.Decimal, "99", "-99", Bad("100"), Bad("-100")),
        Checked("PID2004", "integer", "decimal(5,0) unsigned", CellKind.Decimal, "99999", Bad("100000")),
        Exact("positive", "int unsigned", CellKind.Number, "1", "2147483647") with
        {
            Finding = "PID2003",
        },
        Exact(
            "numeric(10,2)",
            "decimal(10,2)",
            CellKind.Decimal,
            "99999999.99",
            "-99999999.99",
            "0.00",
            "0.01",
            "-0.01",
            "NULL"
        ),
        Exact("price", "decimal(12,2)", CellKind.Decimal, "9999999999.99", "-0.10"),
        Exact(
            "numeric(65,30)",
            "decimal(65,30)",
            CellKind.Decimal,
            "99999999999999999999999999999999999.999999999999999999999999999999",
            "0.000000000000000000000000000001",
            "-1.000000000000000000000000000001"
        ),
        Exact("numeric(65,0)", "decimal(65,0)", CellKind.Decimal, Nines65, "-" + Nines65),
        Exact("numeric(5,2)", "decimal(8,4)", CellKind.Decimal, "999.99", "-0.05"),
        Checked(
            "PID2004",
            "numeric(10,4)",
            "decimal(10,2)",
            CellKind.Decimal,
            "1.2500",
            "-7",
            "999999.99",
            Bad("1.2345"),
            Bad("0.0001")
        ),
        Checked(
            "PID2004",
            "numeric(10,2)",
            "decimal(6,2)",
            CellKind.Decimal,
            "9999.99",
            Bad("10000.00"),
            Bad("-10000")
        ),
        Checked("PID2004", "numeric(3,5)", "decimal(3,2)", CellKind.Decimal, "0", Bad("0.00999")),
        Exact("numeric(3,-2)", "decimal(5,0)", CellKind.Decimal, "99900", "-100"),
        Checked(
            "PID2004",
            "numeric",
            "decimal(10,3)",
            CellKind.Decimal,
            "1234567.891",
            "-1.5",
            "1.50000",
            Bad("1.0005"),
            Bad("12345678"),
            Bad("1e20")
        ),
        Checked(
            "PID2004",
            "numeric",
            "decimal(65,30)",
            CellKind.Decimal,
            "0.000000000000000000000000000001",
            ("1e30", "1000000000000000000000000000000"),
            Bad("1e-31"),
            Bad("1e35")
        ),
        Checked(
            "PID2005",
            "numeric",
            "decimal(65,30)",
            CellKind.Decimal,
            "1.5",
            Bad("'NaN'"),
            Bad("'Infinity'"),
            Bad("'-Infinity'")
        ),
        Allowed(
            AllowedChange.NotANumberToNull,
            3,
            "PID2005",
            "numeric",
            "decimal(30,10)",
            CellKind.Decimal,
            "1.5",
            "NULL",
            ("'NaN'", null),
            ("'Infinity'", null),
            ("'-Infinity'", null)
        ),
        Checked(
            "PID2004",
            "numeric",
            "bigint",
            CellKind.Number,
            "12",
            ("12.000", "12"),
            "-9223372036854775808",
            Bad("0.5"),
            Bad("-1.25")
        ),
        Checked("PID2003", "numeric", "int", CellKind.Number, "2147483647", Bad("2147483648")),
        Exact(
            "double precision",
            "double",
            CellKind.Double,
            "1.7976931348623157e308",
            "-1.7976931348623157e308",
            "2.2250738585072014e-308",
            "0.1",
            "0.30000000000000004",
            "1e23",
            "9007199254740993",
            "3.141592653589793",
            "NULL",
            "1e15",
            "123456789012345680"
        ),
        Exact(
            "double precision",
            "double",
            CellKind.Double,
            "5e-324",
            "2.225073858507201e-308",
            "-4.9406564584124654e-324"
        ),
        Exact("double precision", "double", CellKind.Double, "'-0'") with
        {
            Only = "MySQL",
        },
        Checked(
            "PID2005",
            "double precision",
            "double",
            CellKind.Double,
            "1.5",
            Bad("'NaN'"),
            Bad("'Infinity'"),
            Bad("'-Infinity'")
        ),
        Allowed(
            AllowedChange.NotANumberToNull,
            2,
            "PID2005",
            "double precision",
            "double",
            CellKind.Double,
            "1.5",
            ("'NaN'", null),
            ("'-Infinity'", null)
        ),
        Exact(
            "real",
            "float",
            CellKind.Single,
            "3.4028235e38",
            "-3.4028235e38",
            "1.1754944e-38",
            "0.1",
            "16777217",
            "3.1415927",
            "1.1",
            "NULL"
        ),
        Exact("real", "float", CellKind.Single, "1e-45", "1.1754942e-38"),
        Exact("real", "float", CellKind.Single, "'-0'") with
        {
            Only = "MySQL",
        },
        Exact(
            "real",
            "double",
            CellKind.Double,
            ("0.1", "0.10000000149011612"),
            ("3.4028235e38", "3.4028234663852886e38"),
            ("1e-45", "1.401298464324817e-45")
        ),
        Checked("PID2005", "real", "float", CellKind.Single, "1.5", Bad("'NaN'"), Bad("'Infinity'")),
        Checked(
            "PID2004",
            "double precision",
            "float",
            CellKind.Single,
            "0.5",
            "-1024",
            "16777216",
            Bad("0.1"),
            Bad("1e300"),
            Bad("16777217")
        ),
        Checked(
            "PID2004",
            "double precision",
            "double(10,2)",
            CellKind.Double,
            "1.25",
            "-0.5",
            "12345678.25",
            Bad("1.2345"),
            Bad("1e-5")
        ),
        Checked("PID2004", "real", "float(7,3)", CellKind.Single, "1.25", "-0.5", Bad("1.2345"), Bad("1e-5")),
        RefusedTypes("PID1205", "double precision", "decimal(10,2)", "1.5"),
        RefusedTypes("PID1205", "double precision", "bigint", "1"),
        RefusedTypes("PID1205", "numeric", "double", "1.5"),
        RefusedTypes("PID1205", "integer", "double", "1"),
        RefusedTypes("PID1205", "integer", "varchar(20)", "1"),
        Exact("boolean", "tinyint(1)", CellKind.Number, ("true", "1"), ("false", "0"), "NULL"),
        Exact("boolean", "bool", CellKind.Number, ("true", "1"), ("false", "0"), "NULL"),
        Exact("boolean", "bit(1)", CellKind.Bytes, ("true", "1"), ("false", "0"), "NULL"),
        Exact("boolean", "smallint", CellKind.Number, ("true", "1"), ("false", "0")),
        Checked("PID2003", "integer", "tinyint(1)", CellKind.Number, "0", "1", Odd("2"), Odd("-128"), "NULL"),
        Checked("PID2003", "bigint", "bit(8)", CellKind.Bytes, ("255", "FF"), ("0", "0"), Bad("256"), Bad("-1")),
        Checked("PID2003", "bigint", "bit(64)", CellKind.Bytes, ("9223372036854775807", "7FFFFFFFFFFFFFFF"), Bad("-1")),
        Checked(
            "PID2003",
            "integer",
            "year",
            CellKind.Number,
            "1901",
            "2155",
            Bad("1900"),
            Bad("2156"),
            Bad("5"),
            Bad("0"),
            Bad("99")
        ),
    ];
}
