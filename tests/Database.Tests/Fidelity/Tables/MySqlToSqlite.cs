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
        Exact("tinyint(1)", "bool", Form.Bool, "0", "1", "NULL"),
        Checked("PID2003", "bigint unsigned", "bigint", Form.Number, "9223372036854775807", Bad("9223372036854775808")),
        Exact("varchar(20)", "varchar(20)", Form.Text, "'x '", "''", (@"'\0a'", "\0a"), "'é😀'", "NULL"),
        Exact("varchar(20) character set latin1", "varchar(20)", Form.Text, "'é€'"),
        Checked("PID2019", "varchar(20) character set cp1251", "varchar(20)", Form.Text, ("X'CF'", "П"), Bad("X'98'")),
        Exact(
            "longblob",
            "blob",
            Form.Bytes,
            ($"X'{PostgreSqlTexts.AllBytes}'", PostgreSqlTexts.AllBytes),
            ("X''", "")
        ),
        Exact("decimal(15,5)", "decimal(15,5)", Form.Decimal, "1234567890.12345", "-0.00001"),
        Exact("decimal(65,30)", "decimal(65,30)", Form.Decimal, "1.5", Late("99999999999999999999.5")),
        Exact("float", "real", Form.Double, ("0.1", "0.10000000149011612")),
        Exact("double", "real", Form.Double, "0.1", "5e-324", "1.7976931348623157e308"),
        Exact("datetime(6)", "datetime", Form.Moment, "'2024-02-29 12:00:00.000001'", "'2024-02-29 12:00:00'"),
        Checked(
            "PID2013",
            "datetime",
            "datetime",
            Form.Moment,
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
            Form.Date,
            "'2024-02-29'",
            ("'0000-00-00'", null)
        ),
        Checked("PID2014", "time(6)", "time", Form.Time, "'12:00:00'", Bad("'25:00:00'"), Bad("'-01:00:00'")),
        Exact("enum('a','b')", "varchar(1)", Form.Text, "'a'"),
        Exact("set('a','b')", "varchar(10)", Form.Text, "'a,b'"),
        Exact("json", "text", Form.Json, "'{\"a\": 1}'"),
        Exact("bit(8)", "integer", Form.Number, ("255", "255")),
        Exact("year", "integer", Form.Number, "2024"),
    ];
}
