using PidMigration.Conversion;
using PidMigration.Database.Tests.Reading;
using static PidMigration.Database.Tests.Fidelity.Case;
using static PidMigration.Database.Tests.Fidelity.Value;

namespace PidMigration.Database.Tests.Fidelity.Tables;

/// <summary>Days and times out of MariaDB and MySQL into PostgreSQL.</summary>
internal static class MySqlMoments
{
    public static IReadOnlyList<Case> Cases { get; } =
    [
        Exact(
            "date",
            "date",
            CellKind.Date,
            "'0001-01-01'",
            "'0999-12-31'",
            "'1582-10-10'",
            "'2024-02-29'",
            "'9999-12-31'",
            "NULL"
        ),
        Checked(
            "PID2013",
            "date",
            "date",
            CellKind.Date,
            "'2024-02-29'",
            Bad("'0000-00-00'"),
            Bad("'2025-01-00'"),
            Bad("'2025-00-00'"),
            Bad("'0000-05-05'")
        ),
        Checked("PID2014", "date", "date", CellKind.Date, "'2024-02-29'", Bad("'2025-02-31'")),
        Allowed(
            AllowedChange.ZeroDateToNull,
            3,
            "PID2013",
            "date",
            "date",
            CellKind.Date,
            "'2024-02-29'",
            ("'0000-00-00'", null),
            ("'2025-01-00'", null),
            ("'2025-00-07'", null),
            "NULL"
        ),
        Exact(
            "datetime(6)",
            "timestamp",
            CellKind.Moment,
            "'0001-01-01 00:00:00'",
            "'1969-12-31 23:59:59.999999'",
            "'2024-02-29 12:00:00.000001'",
            "'9999-12-31 23:59:59.999999'",
            "'2024-03-31 02:30:00'",
            "NULL"
        ),
        Exact(
            "datetime",
            "timestamp",
            CellKind.Moment,
            "'2024-02-29 12:00:00'",
            "'2024-02-29 00:00:00'",
            "'2024-10-10 10:10:10'"
        ),
        Exact("datetime(3)", "timestamp(3)", CellKind.Moment, "'2024-02-29 12:00:00.120'", "'2024-02-29 12:00:00'"),
        Checked(
            "PID2013",
            "datetime(6)",
            "timestamp",
            CellKind.Moment,
            "'2024-02-29 12:00:00'",
            Bad("'0000-00-00 00:00:00'"),
            Bad("'2025-01-00 10:00:00'")
        ),
        Checked(
            "PID2013",
            "datetime",
            "timestamptz",
            CellKind.Instant,
            "'2024-02-29 12:00:00'",
            Bad("'0000-00-00 00:00:00'")
        ),
        Allowed(
            AllowedChange.ZeroDateToNull,
            2,
            "PID2013",
            "datetime(6)",
            "timestamptz",
            CellKind.Instant,
            "'2024-02-29 12:00:00.5'",
            ("'0000-00-00 00:00:00'", null),
            ("'2025-01-00 10:00:00.123456'", null)
        ),
        Checked(
            "PID2015",
            "datetime(6)",
            "timestamp(3)",
            CellKind.Moment,
            "'2024-02-29 12:00:00.123'",
            Bad("'2024-02-29 12:00:00.1234'"),
            Bad("'2024-12-31 23:59:59.999999'")
        ),
        Checked(
            "PID2015",
            "datetime(6)",
            "timestamptz(0)",
            CellKind.Instant,
            "'2024-02-29 12:00:00'",
            Bad("'2024-02-29 12:00:00.5'")
        ),
        Allowed(
            AllowedChange.TruncateFraction,
            1,
            "PID2015",
            "datetime(6)",
            "timestamp(0)",
            CellKind.Moment,
            ("'2024-02-29 12:00:00.999999'", "2024-02-29 12:00:00"),
            "'2024-02-29 12:00:00'"
        ),
        Exact(
            "datetime(6)",
            "timestamptz",
            CellKind.Instant,
            "'2024-03-31 02:30:00.000001'",
            "'0001-01-01 00:00:00'",
            "'9999-12-31 23:59:59.999999'",
            "NULL"
        ),
        Exact(
            "timestamp(6) null",
            "timestamptz",
            CellKind.Instant,
            "'1970-01-01 00:00:01'",
            "'2038-01-19 03:14:07.999999'",
            "'2024-03-31 02:30:00'",
            "NULL"
        ),
        Exact("timestamp null", "timestamp", CellKind.Moment, "'2024-03-31 02:30:00'"),
        Checked(
            "PID2013",
            "timestamp null",
            "timestamptz",
            CellKind.Instant,
            "'2024-03-31 02:30:00'",
            Bad("'0000-00-00 00:00:00'")
        ),
        Exact(
            "time(6)",
            "time",
            CellKind.Time,
            "'00:00:00'",
            "'23:59:59.999999'",
            "'24:00:00'",
            "'12:34:56.7'",
            "NULL"
        ),
        Exact("time", "time", CellKind.Time, "'12:34:56'", "'10:10:10'"),
        Checked(
            "PID2014",
            "time(6)",
            "time",
            CellKind.Time,
            "'23:59:59'",
            Bad("'24:00:00.000001'"),
            Bad("'25:00:00'"),
            Bad("'838:59:59'"),
            Bad("'-00:00:01'"),
            Bad("'-838:59:59'")
        ),
        Checked("PID2015", "time(6)", "time(3)", CellKind.Time, "'12:34:56.789'", Bad("'12:34:56.7891'")),
        Exact(
            "time(6)",
            "interval",
            CellKind.Text,
            ("'838:59:59'", "PT838H59M59S"),
            ("'-00:00:01.5'", "PT-1.5S"),
            ("'-838:59:59'", "PT-838H-59M-59S"),
            ("'12:34:56.789'", "PT12H34M56.789S"),
            "NULL"
        ),
        RefusedTypes("PID1205", "time(6)", "bigint", "'12:00:00'"),
        RefusedTypes("PID1205", "date", "timestamp", "'2024-01-01'"),
        RefusedTypes("PID1205", "date", "text", "'2024-01-01'"),
    ];
}
