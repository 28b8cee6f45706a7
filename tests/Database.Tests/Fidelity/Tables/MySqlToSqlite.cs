using PidMigration.Conversion;
using PidMigration.Database.Tests.Reading;
using static PidMigration.Database.Tests.Fidelity.Case;
using static PidMigration.Database.Tests.Fidelity.Value;

namespace PidMigration.Database.Tests.Fidelity.Tables;

/// <summary>MariaDB and MySQL → SQLite.</summary>
public sealed class MySqlToSqlite : CaseTable
{
    public override IReadOnlyList<Case> Cases { get; } =
    [
        Exact("tinyint(1)", "bool", CellKind.Bool, "0", "1", "NULL"),
        Checked(
            "PID2003",
            "bigint unsigned",
            "bigint",
            CellKind.Number,
            "9223372036854775807",
            Bad("9223372036854775808")
        ),
        Exact("varchar(20)", "varchar(20)", CellKind.Text, "'x '", "''", (@"'\0a'", "\0a"), "'é😀'", "NULL"),
        Exact("varchar(20) character set latin1", "varchar(20)", CellKind.Text, "'é€'"),
        Checked(
            "PID2019",
            "varchar(20) character set cp1251",
            "varchar(20)",
            CellKind.Text,
            ("X'CF'", "П"),
            Bad("X'98'")
        ),
        Exact(
            "longblob",
            "blob",
            CellKind.Bytes,
            ($"X'{PostgreSqlTexts.AllBytes}'", PostgreSqlTexts.AllBytes),
            ("X''", "")
        ),
        Exact("decimal(15,5)", "decimal(15,5)", CellKind.Decimal, "1234567890.12345", "-0.00001"),
        Checked("PID2004", "decimal(65,30)", "decimal(65,30)", CellKind.Decimal, "1.5", Bad("99999999999999999999.5")),
        Exact("float", "real", CellKind.Double, ("0.1", "0.10000000149011612")),
        Exact("double", "real", CellKind.Double, "0.1", "5e-324", "1.7976931348623157e308"),
        Exact("datetime(6)", "datetime", CellKind.Moment, "'2024-02-29 12:00:00.000001'", "'2024-02-29 12:00:00'"),
        Checked(
            "PID2013",
            "datetime",
            "datetime",
            CellKind.Moment,
            "'2024-02-29 12:00:00'",
            Bad("'0000-00-00 00:00:00'"),
            Bad("'2025-01-00 00:00:00'")
        ),
        Allowed(
            AllowedChange.ZeroDateToNull,
            1,
            "PID2013",
            "date",
            "date",
            CellKind.Date,
            "'2024-02-29'",
            ("'0000-00-00'", null)
        ),
        Checked("PID2014", "time(6)", "time", CellKind.Time, "'12:00:00'", Bad("'25:00:00'"), Bad("'-01:00:00'")),
        Exact("enum('a','b')", "varchar(1)", CellKind.Text, "'a'"),
        Exact("set('a','b')", "varchar(10)", CellKind.Text, "'a,b'"),
        Exact("json", "text", CellKind.Json, "'{\"a\": 1}'"),
        Exact("bit(8)", "integer", CellKind.Number, ("255", "255")),
        Exact("year", "integer", CellKind.Number, "2024"),
    ];
}
