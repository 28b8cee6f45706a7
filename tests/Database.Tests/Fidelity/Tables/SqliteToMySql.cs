using PidMigration.Conversion;
using PidMigration.Database.Tests.Reading;
using static PidMigration.Database.Tests.Fidelity.Case;
using static PidMigration.Database.Tests.Fidelity.Value;

namespace PidMigration.Database.Tests.Fidelity.Tables;

/// <summary>SQLite → MariaDB and MySQL.</summary>
public sealed class SqliteToMySql : CaseTable
{
    public override IReadOnlyList<Case> Cases { get; } =
    [
        .. SqliteSources.For("longblob", "longtext", "datetime(6)", "time(6)", "double"),
        Exact("bool", "tinyint(1)", CellKind.Number, "0", "1", "NULL"),
        Exact("bool", "bit(1)", CellKind.Bytes, ("0", "0"), ("1", "1")),
        Exact("text", "longtext", CellKind.Text, ("'a' || char(0) || 'b'", "a\0b")),
        Checked("PID2008", "text", "varchar(20) character set utf8mb3", CellKind.Text, "'日本'", Bad("'😀'")),
        Checked("PID2008", "text", "varchar(20) character set ascii", CellKind.Text, "'a'", Bad("'é'")),
        Checked("PID2008", "text", "varchar(20) character set latin1", CellKind.Text, "'é'", "'€'", Bad("'日'")),
        Checked("PID2011", "varchar(10)", "enum('a','b')", CellKind.Text, "'a'", Bad("'A'"), Bad("'1'"), Bad("''")),
        Checked("PID2005", "real", "double", CellKind.Double, "0.5", Bad("9e999"), Bad("-9e999")),
        Allowed(
            AllowedChange.NotANumberToNull,
            1,
            "PID2005",
            "real",
            "double",
            CellKind.Double,
            "0.5",
            ("9e999", null)
        ),
        Checked("PID2007", "blob", "binary(4)", CellKind.Bytes, ("X'01020304'", "01020304"), Bad("X'01'")),
        RefusedTypes("PID1205", "char(32)", "binary(16)", "'123e4567e89b12d3a456426614174000'"),
        Checked(
            "PID2014",
            "datetime",
            "timestamp(6) null",
            CellKind.Moment,
            "'2024-03-31 02:30:00'",
            Bad("'1969-12-31 23:59:59'"),
            Bad("'2106-02-08 00:00:00'")
        ),
        Checked(
            "PID2018",
            "text",
            "json",
            CellKind.Json,
            "'{\"a\": [1, null]}'",
            "'\"é\"'",
            "NULL",
            Bad("'{a}'"),
            Bad("''")
        ) with
        {
            Only = "MySQL",
        },
        // MariaDB's json is a text with a check, which the load meets.
        Exact("text", "json", CellKind.Json, "'{\"a\": [1, null]}'", "'\"é\"'", "NULL", Late("'{a}'"), Late("''")) with
        {
            Only = "MariaDB",
        },
        Checked("PID2018", "text", "json", CellKind.Json, "'{\"a\": 1}'", Bad("'{\"a\": 1, \"a\": 2}'")) with
        {
            Only = "MySQL",
        },
        Checked("PID2018", "text", "json", CellKind.Json, "'{\"a\": 1}'", Bad("'1e400'")) with
        {
            Only = "MySQL",
        },
    ];
}
