using PidMigration.Conversion;
using PidMigration.Database.Tests.Reading;
using static PidMigration.Database.Tests.Fidelity.Case;
using static PidMigration.Database.Tests.Fidelity.Value;

namespace PidMigration.Database.Tests.Fidelity.Tables;

/// <summary>UUIDs, JSON, labels, networks and what has no form, out of PostgreSQL into MariaDB and MySQL.</summary>
internal static class PostgreSqlOthers
{
    private const string Dashed = "123e4567-e89b-12d3-a456-426614174000";
    private const string Bare = "123e4567e89b12d3a456426614174000";
    private const string Zero = "00000000-0000-0000-0000-000000000000";
    private const string Full = "ffffffff-ffff-ffff-ffff-ffffffffffff";

    public static IReadOnlyList<Case> Cases { get; } =
    [
        Exact(
            "uuid",
            "char(32)",
            CellKind.Text,
            ($"'{Dashed}'", Bare),
            ($"'{Zero}'", new string('0', 32)),
            ($"'{Full}'", new string('f', 32)),
            ("'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'", "a0eebc999c0b4ef8bb6d6bb9bd380a11"),
            "NULL"
        ),
        Exact("uuid", "varchar(32)", CellKind.Text, ($"'{Dashed}'", Bare)),
        Exact("uuid", "char(36)", CellKind.Text, ($"'{Dashed}'", Dashed), ($"'{Zero}'", Zero), ($"'{Full}'", Full)),
        Exact("uuid", "varchar(36)", CellKind.Text, ($"'{Dashed}'", Dashed)),
        Exact(
            "uuid",
            "binary(16)",
            CellKind.Bytes,
            ($"'{Dashed}'", Bare.ToUpperInvariant()),
            ($"'{Zero}'", new string('0', 32)),
            ($"'{Full}'", new string('F', 32)),
            "NULL",
            ("'5c5c5c09-0a0d-0027-221a-202000000020'", "5C5C5C090A0D0027221A202000000020")
        ),
        Exact("uuid", "uuid", CellKind.Uuid, ($"'{Dashed}'", Dashed), ($"'{Zero}'", Zero), ($"'{Full}'", Full)) with
        {
            Only = "MariaDB",
        },
        Checked("PID2007", "uuid", "char(20)", CellKind.Text, Bad($"'{Dashed}'")),
        Exact(
            "jsonb",
            "json",
            CellKind.Json,
            "'{}'",
            "'[]'",
            "'null'",
            "'true'",
            "'\"\"'",
            "'0'",
            "'-1'",
            "'1.5'",
            "'{\"a\": [1, 2, {\"b\": null}]}'",
            "'\"é 日本 😀\"'",
            "'\"a\\\\b\\\"c\\n\\t\"'",
            "'{\"\": 1}'",
            "'{\"ключ\": \"знач\"}'",
            "NULL",
            "'9223372036854775807'",
            "'18446744073709551615'",
            "'1.7976931348623157e308'",
            "'0.1'",
            "'{\"a\": 0.30000000000000004}'",
            "'1e5'",
            "'\"1e5\"'"
        ),
        Exact("json", "json", CellKind.Json, "'{\"a\": 1}'", "'[1.0, 2.50, 1E2]'"),
        Checked(
            "PID2018",
            "jsonb",
            "json",
            CellKind.Json,
            "'{\"a\": 1}'",
            Bad("'18446744073709551616'"),
            Bad("'{\"a\": [0.1000000000000000055511151231257827]}'"),
            Bad("'1e400'"),
            Bad("'1e-400'"),
            Bad("'12345678901234567.5'")
        ) with
        {
            Only = "MySQL",
        },
        Checked(
            "PID2018",
            "json",
            "json",
            CellKind.Json,
            "'{\"a\": {\"a\": 1}}'",
            Bad("'{\"a\": 1, \"a\": 2}'"),
            Bad("'[{\"b\": {\"a\": 1, \"a\": 1}}]'"),
            Bad("'{\"a\": 1, \"\\u0061\": 2}'")
        ) with
        {
            Only = "MySQL",
        },
        Exact(
            "json",
            "json",
            CellKind.Text,
            "'{\"a\": 1, \"a\": 2}'",
            "'  {\"b\" :  12345678901234567890123.50 } '",
            "'1e400'"
        ) with
        {
            Only = "MariaDB",
        },
        Exact(
            "jsonb",
            "longtext",
            CellKind.Text,
            "'{\"a\": 12345678901234567890.12345678901234567890}'",
            "'[1, 2]'",
            "'\"\\\\\\t\"'",
            "NULL"
        ),
        Exact("json", "longtext", CellKind.Text, "'{\"a\": 1,  \"a\":2}'", "'\" \"'", "'[1.0]'"),
        Checked("PID2007", "jsonb", "varchar(10)", CellKind.Text, "'[1, 2, 3]'", Bad("'[1, 2, 3, 4]'")),
        Checked("PID2018", "text", "json", CellKind.Json, "'{\"a\": 1}'", Bad("'{a}'"), Bad("''"), Bad("'[1,]'")) with
        {
            Only = "MySQL",
        },
        // MariaDB's json is a text with a check, which the load meets.
        Exact("text", "json", CellKind.Json, "'{\"a\": 1}'", Late("'{a}'"), Late("''"), Late("'[1,]'")) with
        {
            Only = "MariaDB",
        },
        Exact(
            "mood",
            "enum('sad','ok','it''s fine','é','')",
            CellKind.Text,
            "'sad'",
            "'it''s fine'",
            "'é'",
            "''",
            "NULL"
        ),
        Exact("mood", "varchar(20)", CellKind.Text, "'sad'", "'it''s fine'", "'é'", "''"),
        Checked("PID2011", "mood", "enum('sad','ok')", CellKind.Text, "'sad'", "'ok'", Bad("'é'"), Bad("''")),
        Checked(
            "PID2011",
            "text",
            "enum('a','B','10')",
            CellKind.Text,
            "'a'",
            "'B'",
            "'10'",
            Bad("'A'"),
            Bad("'b'"),
            Bad("'a '"),
            Bad("'1'"),
            Bad("'2'"),
            Bad("'0'"),
            Bad("''"),
            Bad("'c'")
        ),
        Checked("PID2011", "varchar(5)", "enum('a','é')", CellKind.Text, "'é'", Bad("'e'"), Bad("'É'")),
        Checked(
            "PID2011",
            "text",
            "set('a','b','c')",
            CellKind.Text,
            "''",
            "'a'",
            "'a,c'",
            "'a,b,c'",
            Bad("'A'"),
            Bad("'d'"),
            Bad("'a,d'"),
            Bad("'b,a'"),
            Bad("'a,a'"),
            Bad("'3'"),
            Bad("'a,'")
        ),
        Checked("PID2007", "mood", "varchar(3)", CellKind.Text, "'sad'", "'ok'", Bad("'it''s fine'")),
        Exact(
            "inet",
            "char(39)",
            CellKind.Text,
            ("'10.0.0.1'", "10.0.0.1"),
            ("'10.0.0.1/32'", "10.0.0.1"),
            ("'fe80::1'", "fe80::1"),
            ("'2001:0db8:1111:2222:3333:4444:5555:6666'", "2001:db8:1111:2222:3333:4444:5555:6666"),
            ("'10.0.0.1/24'", "10.0.0.1/24"),
            ("'::ffff:1.2.3.4'", "::ffff:1.2.3.4"),
            "NULL"
        ),
        Exact(
            "inet",
            "varchar(39)",
            CellKind.Text,
            ("'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")
        ),
        Exact(
            "cidr",
            "varchar(43)",
            CellKind.Text,
            ("'10.0.0.0/8'", "10.0.0.0/8"),
            ("'10.1.2.3/32'", "10.1.2.3/32"),
            ("'2001:db8::/32'", "2001:db8::/32")
        ),
        Exact("macaddr", "char(17)", CellKind.Text, "'08:00:2b:01:02:03'"),
        Exact("macaddr8", "varchar(23)", CellKind.Text, "'08:00:2b:01:02:03:04:05'"),
        Checked("PID2020", "inet", "inet6", CellKind.Text, ("'fe80::1'", "fe80::1"), Bad("'fe80::1/64'")) with
        {
            Only = "MariaDB",
        },
        Checked("PID2020", "inet", "inet4", CellKind.Text, ("'10.0.0.1'", "10.0.0.1"), Bad("'fe80::1'")) with
        {
            Only = "MariaDB",
        },
        RefusedTypes("PID1208", "int[]", "json", "'{1,2}'"),
        RefusedTypes("PID1208", "text[]", "longtext", "'{a}'"),
        RefusedTypes("PID1208", "hstore", "json", "'a=>1'"),
        RefusedTypes("PID1208", "int4range", "json", "'[1,5)'"),
        RefusedTypes("PID1205", "int[]", "blob", "'{1}'"),
        Allowed(
            AllowedChange.AsJson,
            3,
            "PID1208",
            "int[]",
            "json",
            CellKind.Json,
            ("'{1,2,NULL}'", "[1,2,null]"),
            ("'{}'", "[]"),
            ("'{{1,2},{3,4}}'", "[[1,2],[3,4]]"),
            "NULL"
        ),
        Allowed(
            AllowedChange.AsJson,
            2,
            "PID1208",
            "text[]",
            "longtext",
            CellKind.Text,
            ("ARRAY['a','b \"c\"','\\']", "[\"a\",\"b \\\"c\\\"\",\"\\\\\"]"),
            ("'{NULL,\"\"}'", "[null,\"\"]")
        ),
        Allowed(
            AllowedChange.AsJson,
            1,
            "PID1208",
            "hstore",
            "json",
            CellKind.Json,
            ("'a=>1, b=>NULL'", "{\"a\": \"1\", \"b\": null}")
        ),
        Allowed(
            AllowedChange.AsJson,
            2,
            "PID1208",
            "int4range",
            "json",
            CellKind.Json,
            ("'[1,5)'", "\"[1,5)\""),
            ("'empty'", "\"empty\"")
        ),
        Allowed(
            AllowedChange.AsJson,
            1,
            "PID1208",
            "tstzrange",
            "varchar(100)",
            CellKind.Text,
            ("'[2024-01-01 00:00+00,)'", "\"[\\\"2024-01-01 00:00:00+00\\\",)\"")
        ),
        RefusedTypes("PID1205", "money", "decimal(12,2)", "1"),
        RefusedTypes("PID1205", "xml", "longtext", "'<a/>'"),
        RefusedTypes("PID1205", "tsvector", "longtext", "'a b'"),
        RefusedTypes("PID1205", "tsquery", "longtext", "'a & b'"),
        RefusedTypes("PID1205", "point", "longtext", "'(1,2)'"),
        RefusedTypes("PID1205", "polygon", "longtext", "'((0,0),(1,1))'"),
        RefusedTypes("PID1205", "bit(3)", "bit(3)", "B'101'"),
        RefusedTypes("PID1205", "varbit", "longtext", "B'101'"),
        RefusedTypes("PID1205", "oid", "bigint", "1"),
        RefusedTypes("PID1205", "pair", "longtext", "ROW(1,'a')"),
        RefusedTypes("PID1205", "pg_lsn", "varchar(30)", "'0/0'"),
        RefusedTypes("PID1205", "jsonpath", "longtext", "'$.a'"),
        RefusedTypes("PID1205", "\"char\"", "char(1)", "'a'"),
        RefusedTypes("PID1205", "uuid", "bigint", $"'{Dashed}'"),
    ];
}
