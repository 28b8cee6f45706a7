using PidMigration.Conversion;
using PidMigration.Database.Tests.Reading;
using static PidMigration.Database.Tests.Fidelity.Case;
using static PidMigration.Database.Tests.Fidelity.Value;

namespace PidMigration.Database.Tests.Fidelity.Tables;

/// <summary>SQLite → PostgreSQL.</summary>
public sealed class SqliteToPostgreSql : CaseTable
{
    public override IReadOnlyList<Case> Cases { get; } =
    [
        .. SqliteSources.For("bytea", "text", "timestamp", "time", "double precision"),
        Exact("bool", "boolean", CellKind.Bool, "0", "1", "NULL"),
        Checked("PID2002", "bool", "boolean", CellKind.Bool, "1", Unread("2"), Unread("'yes'")),
        Checked("PID2003", "integer", "boolean", CellKind.Bool, "1", "0", Bad("2"), Bad("-1")),
        Exact("datetime", "timestamptz", CellKind.Instant, "'2024-03-31 02:30:00.000001'", "'2024-03-31 00:30:00'"),
        Exact(
            "bigint",
            "interval",
            CellKind.Text,
            ("1500000", "PT1.5S"),
            ("-86400000001", "P-1DT-0.000001S"),
            ("0", "PT0S")
        ),
        Checked(
            "PID2020",
            "char(32)",
            "uuid",
            CellKind.Uuid,
            ("'123e4567e89b12d3a456426614174000'", "123e4567-e89b-12d3-a456-426614174000"),
            Bad("'x'"),
            Bad("''")
        ),
        Exact("char(39)", "inet", CellKind.Text, ("'10.0.0.1'", "10.0.0.1/32")),
        Checked("PID2004", "real", "real", CellKind.Single, "0.5", Bad("0.1")),
        Exact("real", "double precision", CellKind.Double, ("9e999", "Infinity"), ("-9e999", "-Infinity")),
        Checked("PID2010", "text", "text", CellKind.Text, "'a'", Bad("'a' || char(0) || 'b'"), Bad("char(0)")),
        Allowed(AllowedChange.StripNul, 1, "PID2010", "text", "text", CellKind.Text, ("'a' || char(0) || 'b'", "ab")),
        Checked(
            "PID2018",
            "text",
            "jsonb",
            CellKind.Json,
            "'{\"a\": [1, null]}'",
            "'\"é\"'",
            "NULL",
            Bad("'{a}'"),
            Bad("''")
        ),
        Checked("PID2018", "text", "jsonb", CellKind.Json, "'{\"a\": 1}'", Bad("'{\"a\": 1, \"a\": 2}'")),
    ];
}
