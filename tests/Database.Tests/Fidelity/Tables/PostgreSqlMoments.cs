using PidMigration.Conversion;
using PidMigration.Database.Tests.Reading;
using static PidMigration.Database.Tests.Fidelity.Case;
using static PidMigration.Database.Tests.Fidelity.Value;

namespace PidMigration.Database.Tests.Fidelity.Tables;

/// <summary>Days, times and lengths of time out of PostgreSQL into MariaDB and MySQL.</summary>
internal static class PostgreSqlMoments
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
            "'1900-02-28'",
            "'2024-02-29'",
            "'9999-12-31'",
            "NULL"
        ),
        Checked(
            "PID2014",
            "date",
            "date",
            CellKind.Date,
            "'2024-02-29'",
            Bad("'0044-03-15 BC'"),
            Bad("'0001-12-31 BC'"),
            Bad("'10000-01-01'"),
            Bad("'5874897-12-31'")
        ),
        Checked("PID2012", "date", "date", CellKind.Date, "'2024-02-29'", Bad("'infinity'"), Bad("'-infinity'")),
        Allowed(
            AllowedChange.InfinityToNull,
            2,
            "PID2012",
            "date",
            "date",
            CellKind.Date,
            "'2024-02-29'",
            ("'infinity'", null),
            ("'-infinity'", null)
        ),
        Exact(
            "time",
            "time(6)",
            CellKind.Time,
            "'00:00:00'",
            "'23:59:59.999999'",
            "'24:00:00'",
            "'12:34:56.7'",
            "'00:00:00.000001'",
            "NULL"
        ),
        Checked("PID2015", "time", "time", CellKind.Time, "'12:34:56'", Bad("'12:34:56.5'"), Bad("'23:59:59.999999'")),
        Checked(
            "PID2015",
            "time",
            "time(3)",
            CellKind.Time,
            "'12:34:56.789'",
            Bad("'12:34:56.7891'"),
            Bad("'12:34:56.0005'")
        ),
        Exact("time(3)", "time(3)", CellKind.Time, "'12:34:56.789'", "'12:34:56'"),
        Exact("time(0)", "time", CellKind.Time, "'12:34:56'", "'24:00:00'"),
        Allowed(
            AllowedChange.TruncateFraction,
            2,
            "PID2015",
            "time",
            "time",
            CellKind.Time,
            "'12:34:56'",
            ("'12:34:56.5'", "12:34:56"),
            ("'23:59:59.999999'", "23:59:59")
        ),
        Exact(
            "timestamp",
            "datetime(6)",
            CellKind.Moment,
            "'0001-01-01 00:00:00'",
            "'1969-12-31 23:59:59.999999'",
            "'2024-02-29 12:00:00.000001'",
            "'9999-12-31 23:59:59.999999'",
            "'2038-01-19 03:14:08'",
            "'2024-03-31 02:30:00'",
            "NULL"
        ),
        Checked(
            "PID2015",
            "timestamp",
            "datetime",
            CellKind.Moment,
            "'2024-02-29 12:00:00'",
            Bad("'2024-02-29 12:00:00.5'"),
            Bad("'9999-12-31 23:59:59.999999'")
        ),
        Checked(
            "PID2015",
            "timestamp",
            "datetime(3)",
            CellKind.Moment,
            "'2024-02-29 12:00:00.123'",
            Bad("'2024-02-29 12:00:00.1234'")
        ),
        Exact("timestamp(3)", "datetime(3)", CellKind.Moment, "'2024-02-29 12:00:00.123'"),
        Exact("timestamp(0)", "datetime", CellKind.Moment, "'2024-02-29 12:00:00'"),
        Checked(
            "PID2014",
            "timestamp",
            "datetime(6)",
            CellKind.Moment,
            "'2024-02-29 12:00:00'",
            Bad("'0044-03-15 12:00:00 BC'"),
            Bad("'10000-01-01 00:00:00'"),
            Bad("'294276-12-31 23:59:59.999999'")
        ),
        Checked(
            "PID2012",
            "timestamp",
            "datetime(6)",
            CellKind.Moment,
            "'2024-02-29 12:00:00'",
            Bad("'infinity'"),
            Bad("'-infinity'")
        ),
        Allowed(
            AllowedChange.InfinityToNull,
            1,
            "PID2012",
            "timestamp",
            "datetime(6)",
            CellKind.Moment,
            "'2024-02-29 12:00:00'",
            ("'infinity'", null)
        ),
        Allowed(
            AllowedChange.TruncateFraction,
            1,
            "PID2015",
            "timestamp",
            "datetime",
            CellKind.Moment,
            "'2024-02-29 12:00:00'",
            ("'2024-02-29 12:00:00.999999'", "2024-02-29 12:00:00")
        ),
        Exact(
            "timestamptz",
            "datetime(6)",
            CellKind.Moment,
            ("'2024-02-29 12:00:00.000001+00'", "2024-02-29 12:00:00.000001"),
            ("'2024-03-31 02:30:00+02'", "2024-03-31 00:30:00"),
            ("'2024-10-27 02:30:00 Europe/Berlin'", "2024-10-27 01:30:00"),
            ("'9999-12-31 23:59:59.999999+00'", "9999-12-31 23:59:59.999999"),
            ("'0001-01-01 00:00:00+00'", "0001-01-01 00:00:00"),
            ("'1883-11-18 12:00:00+00'", "1883-11-18 12:00:00"),
            "NULL"
        ),
        Checked(
            "PID2014",
            "timestamptz",
            "datetime(6)",
            CellKind.Moment,
            ("'2024-01-01 00:00:00+00'", "2024-01-01 00:00:00"),
            Bad("'9999-12-31 23:59:59-10'"),
            Bad("'0001-01-01 00:00:00+05'")
        ),
        Checked(
            "PID2012",
            "timestamptz",
            "datetime(6)",
            CellKind.Moment,
            ("'2024-01-01 00:00:00+00'", "2024-01-01 00:00:00"),
            Bad("'infinity'"),
            Bad("'-infinity'")
        ),
        Checked(
            "PID2014",
            "timestamptz",
            "timestamp(6) null",
            CellKind.Moment,
            ("'1970-01-01 00:00:01+00'", "1970-01-01 00:00:01"),
            ("'2038-01-19 03:14:07.999999+00'", "2038-01-19 03:14:07.999999"),
            ("'2024-03-31 02:30:00+02'", "2024-03-31 00:30:00"),
            "NULL",
            Bad("'1970-01-01 00:00:00+00'"),
            Bad("'1969-12-31 23:59:59+00'"),
            Bad("'2106-02-07 06:28:16+00'"),
            Bad("'0001-01-01 00:00:00+00'")
        ),
        Checked(
            "PID2015",
            "timestamptz",
            "timestamp null",
            CellKind.Moment,
            ("'2024-01-01 00:00:00+00'", "2024-01-01 00:00:00"),
            Bad("'2024-01-01 00:00:00.5+00'")
        ),
        RefusedTypes("PID1205", "timestamp", "date", "'2024-01-01 00:00:00'"),
        RefusedTypes("PID1205", "date", "datetime(6)", "'2024-01-01'"),
        RefusedTypes("PID1205", "timetz", "time(6)", "'12:00:00+02'"),
        Exact(
            "interval",
            "bigint",
            CellKind.Number,
            ("'1.5 seconds'", "1500000"),
            ("'-1.5 seconds'", "-1500000"),
            ("'1 day'", "86400000000"),
            ("'1 day -00:00:01'", "86399000000"),
            ("'-2 days -03:04:05.000006'", "-183845000006"),
            ("'0'", "0"),
            ("'100:00:00.000001'", "360000000001"),
            ("'106751991 days 04:00:54.775807'", "9223372036854775807"),
            "NULL"
        ),
        Checked(
            "PID2006",
            "interval",
            "bigint",
            CellKind.Number,
            ("'1 day'", "86400000000"),
            Bad("'1 month'"),
            Bad("'-1 month'"),
            Bad("'1 year'"),
            Bad("'1 mon 3 days'")
        ),
        Checked(
            "PID2003",
            "interval",
            "bigint",
            CellKind.Number,
            ("'1 second'", "1000000"),
            Bad("'106751991 days 04:00:54.775808'")
        ),
        Checked("PID2003", "interval", "int", CellKind.Number, ("'1 second'", "1000000"), Bad("'1 hour'")),
    ];
}
