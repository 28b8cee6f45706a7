using PidMigration.Conversion;
using PidMigration.Database.Tests.Reading;
using static PidMigration.Database.Tests.Fidelity.Case;
using static PidMigration.Database.Tests.Fidelity.Value;

namespace PidMigration.Database.Tests.Fidelity.Tables;

/// <summary>Text, bytes, labels, UUIDs and JSON out of MariaDB and MySQL into PostgreSQL.</summary>
internal static class MySqlTexts
{
    private const string Bare = "123e4567e89b12d3a456426614174000";
    private const string Dashed = "123e4567-e89b-12d3-a456-426614174000";

    private static readonly Value[] Awkward =
    [
        "''",
        "NULL",
        "'NULL'",
        (@"'\\N'", @"\N"),
        (@"'\\'", @"\"),
        (@"'\\.'", @"\."),
        "' leading'",
        "'trailing '",
        "'   '",
        "'it''s'",
        "'\"q\"'",
        (@"'\t'", "\t"),
        (@"'a\nb'", "a\nb"),
        (@"'a\r\nb'", "a\r\nb"),
        ("X'0C'", "\f"),
        ("X'0B'", "\v"),
        ("X'08'", "\b"),
        ("X'01021F7F'", "\u0001\u0002\u001f\u007f"),
        ("X'1A'", "\u001a"),
        "'é è ü ß'",
        "'日本語'",
        "'😀'",
        "'𝔘𝔫𝔦'",
        ("'e\u0301'", "e\u0301"),
        "'\ufeffbom'",
        "'\u200bx\u00a0'",
        "'\ufffd'",
        "'0'",
        "'%_'",
        "'$1'",
        "'?'",
        (@"'\\x41'", @"\x41"),
        "'true'",
    ];

    public static IReadOnlyList<Case> Cases { get; } =
    [
        Exact("longtext", "text", CellKind.Text, Awkward),
        Exact("mediumtext", "text", CellKind.Text, Awkward),
        Exact("varchar(100)", "varchar(100)", CellKind.Text, Awkward),
        Exact("varchar(100)", "citext", CellKind.Text, Awkward),
        Exact("tinytext", "varchar", CellKind.Text, "'x '", "'é'"),
        Exact(
            "longtext",
            "text",
            CellKind.Text,
            ("REPEAT('x', 70000)", new string('x', 70000)),
            (@"REPEAT('\\\t\n', 30000)", string.Concat(Enumerable.Repeat("\\\t\n", 30000)))
        ),
        Checked(
            "PID2010",
            "varchar(20)",
            "text",
            CellKind.Text,
            "'a'",
            "''",
            (@"'\\0'", @"\0"),
            Bad(@"'a\0b'"),
            Bad(@"'\0'"),
            Bad("X'610062'")
        ),
        Checked("PID2010", "varchar(20) character set latin1", "text", CellKind.Text, "'é'", Bad("X'E900'")),
        Allowed(
            AllowedChange.StripNul,
            3,
            "PID2010",
            "varchar(20)",
            "text",
            CellKind.Text,
            "'a'",
            (@"'a\0b\0'", "ab"),
            (@"'\0'", "")
        ),
        Checked(
            "PID2007",
            "text",
            "varchar(5)",
            CellKind.Text,
            "'12345'",
            "'😀😀😀😀😀'",
            Bad("'123456'"),
            Bad("'12345 '"),
            Bad("'éééééé'")
        ),
        Checked("PID2007", "varchar(10)", "char(5)", CellKind.Text, "'12345'", Bad("'123456'")),
        Checked("PID2009", "varchar(10)", "char(10)", CellKind.Text, "'a'", "' a'", Bad("'a '"), Bad("' '")),
        Allowed(
            AllowedChange.TrimTrailingSpaces,
            1,
            "PID2009",
            "varchar(10)",
            "char(10)",
            CellKind.Text,
            ("'a '", "a"),
            "'b'"
        ),
        Exact("char(10)", "char(10)", CellKind.Text, "'a'", "''", "' a'", ("'a  '", "a")),
        Exact("char(10)", "varchar(10)", CellKind.Text, "'a'", "'é'", ("'a  '", "a")),
        Checked(
            "PID2007",
            "varchar(40)",
            "name",
            CellKind.Text,
            "'pg_class'",
            ("REPEAT('é', 31)", new string('é', 31)),
            Bad("REPEAT('é', 32)")
        ),
        Exact(
            "varchar(50) character set latin1",
            "varchar(50)",
            CellKind.Text,
            "'é'",
            "'ÿþ'",
            "'€…™'",
            "'\u00a0'",
            "''",
            ("X'E9'", "é"),
            ("X'80'", "€"),
            ("X'81'", "\u0081"),
            "'x '"
        ),
        Exact("text character set latin1", "text", CellKind.Text, "'é'", "'Ünï'"),
        Exact("varchar(50) character set cp1251", "varchar(50)", CellKind.Text, "'Привет'", "'plain'"),
        Exact("varchar(50) character set ucs2", "text", CellKind.Text, "'Привет 日本'"),
        Exact("varchar(50) character set utf16", "text", CellKind.Text, "'日本😀'"),
        Exact("varchar(50) character set utf8mb3", "text", CellKind.Text, "'日本é'"),
        Exact("varchar(50) character set sjis", "text", CellKind.Text, "'日本'"),
        Exact("varchar(50) character set big5", "text", CellKind.Text, "'日本'"),
        Exact("char(50) character set greek", "char(50)", CellKind.Text, "'αβγ'"),
        Exact("enum('a','é') character set latin1", "text", CellKind.Text, "'a'", "'é'"),
        Exact("varchar(50) collate utf8mb4_bin", "text", CellKind.Text, "'x '", "'É'"),
        Checked(
            "PID2019",
            "varchar(50) character set cp1251",
            "text",
            CellKind.Text,
            ("X'CFF0'", "Пр"),
            Bad("X'98'"),
            Bad("X'6198'")
        ),
        Exact(
            "longblob",
            "bytea",
            CellKind.Bytes,
            ($"X'{PostgreSqlTexts.AllBytes}'", PostgreSqlTexts.AllBytes),
            ("X''", ""),
            "NULL",
            ("X'00'", "00"),
            ("X'5C4E'", "5C4E"),
            ("X'090A0D5C27221A'", "090A0D5C27221A")
        ),
        Exact(
            "varbinary(256)",
            "bytea",
            CellKind.Bytes,
            ($"X'{PostgreSqlTexts.AllBytes}'", PostgreSqlTexts.AllBytes),
            ("X'2020'", "2020")
        ),
        Exact("binary(4)", "bytea", CellKind.Bytes, ("X'01020304'", "01020304"), ("X'01'", "01000000")),
        Exact("tinyblob", "bytea", CellKind.Bytes, ("X'FF'", "FF")),
        RefusedTypes("PID1205", "blob", "text", "'a'"),
        RefusedTypes("PID1205", "varchar(5)", "bytea", "'a'"),
        Exact(
            "enum('sad','ok','it''s fine','é','')",
            "mood",
            CellKind.Text,
            "'sad'",
            "'it''s fine'",
            "'é'",
            "''",
            "NULL"
        ),
        Exact(
            "enum('sad','it''s fine','a,b','10')",
            "varchar(20)",
            CellKind.Text,
            "'sad'",
            "'it''s fine'",
            "'a,b'",
            "'10'",
            ("1", "sad")
        ),
        Exact("enum('a')", "text", CellKind.Text, "'a'", ("'zzz'", "")),
        Checked("PID2011", "enum('sad','bad')", "mood", CellKind.Text, "'sad'", Bad("'bad'")),
        Checked(
            "PID2011",
            "varchar(10)",
            "mood",
            CellKind.Text,
            "'sad'",
            "'é'",
            Bad("'SAD'"),
            Bad("'e'"),
            Bad("'sad '"),
            Bad("'bad'")
        ),
        Checked("PID2007", "enum('a','abcdef')", "varchar(3)", CellKind.Text, "'a'", Bad("'abcdef'")),
        Exact(
            "set('a','b','it''s')",
            "text",
            CellKind.Text,
            "''",
            "'a'",
            "'a,b'",
            ("'b,a'", "a,b"),
            "'a,b,it''s'",
            "NULL"
        ),
        Exact("set('a','b')", "varchar(10)", CellKind.Text, "'a,b'"),
        Exact("set('a','é') character set latin1", "text", CellKind.Text, "'a,é'"),
        RefusedTypes("PID1205", "set('a','b')", "text[]", "'a'"),
        RefusedTypes("PID1205", "set('sad')", "mood", "'sad'"),
        Exact(
            "binary(16)",
            "uuid",
            CellKind.Uuid,
            ($"X'{Bare}'", Dashed),
            ($"X'{new string('0', 32)}'", new string('0', 32)),
            ("X'5C5C5C090A0D0027221A202000000020'", "5c5c5c09-0a0d-0027-221a-202000000020"),
            "NULL"
        ),
        Checked(
            "PID2007",
            "varbinary(20)",
            "uuid",
            CellKind.Uuid,
            ($"X'{Bare}'", Dashed),
            Bad("X'00'"),
            Bad($"X'{Bare}00'")
        ),
        Checked(
            "PID2020",
            "char(32)",
            "uuid",
            CellKind.Uuid,
            ($"'{Bare}'", Dashed),
            ("'A0EEBC999C0B4EF8BB6D6BB9BD380A11'", "a0eebc999c0b4ef8bb6d6bb9bd380a11"),
            "NULL",
            Bad("'123'"),
            Bad("''"),
            Bad("'g23e4567e89b12d3a456426614174000'")
        ),
        Exact("char(36)", "uuid", CellKind.Uuid, ($"'{Dashed}'", Dashed)),
        Exact(
            "uuid",
            "uuid",
            CellKind.Uuid,
            ($"'{Dashed}'", Dashed),
            ("'ffffffff-ffff-ffff-ffff-ffffffffffff'", "ffffffffffffffffffffffffffffffff")
        ) with
        {
            Only = "MariaDB",
        },
        Exact(
            "json",
            "jsonb",
            CellKind.Json,
            "'{}'",
            "'[]'",
            "'null'",
            "'0'",
            "'1.5'",
            "'{\"a\": [1, {\"b\": null}]}'",
            "'\"é 日本 😀\"'",
            (@"'""a\\\\b\\""c\\n""'", @"""a\\b\""c\n"""),
            "'18446744073709551615'",
            "'0.30000000000000004'",
            "'1.7976931348623157e308'",
            "NULL"
        ),
        Exact("json", "json", CellKind.Json, "'{\"a\": 1}'", "'[1, 2]'"),
        Checked(
            "PID2018",
            "json",
            "jsonb",
            CellKind.Text,
            "'{\"a\": 12345678901234567890.12345678901234567890}'",
            Bad("'{\"a\": 1, \"a\": 2}'"),
            Bad("'[{\"x\": {\"a\": 1, \"b\": 2, \"a\": 1}}]'")
        ) with
        {
            Only = "MariaDB",
        },
        Exact("json", "json", CellKind.Text, "'{\"a\": 1, \"a\": 2}'", "' { \"a\" :  1.10 } '") with
        {
            Only = "MariaDB",
        },
        Checked("PID2018", "json", "jsonb", CellKind.Json, "'{\"a\": 1}'", Bad(@"'""a\\u0000b""'")),
        Checked("PID2018", "longtext", "jsonb", CellKind.Json, "'{\"a\": 1}'", Bad("'{a}'"), Bad("''")),
        Exact("json", "text", CellKind.Json, "'{\"a\": [1]}'"),
        Exact(
            "char(39)",
            "inet",
            CellKind.Text,
            ("'10.0.0.1'", "10.0.0.1/32"),
            ("'fe80::1'", "fe80::1/128"),
            Late("'10.0.0.999'"),
            Late("''")
        ),
        Exact("inet6", "inet", CellKind.Text, ("'fe80::1'", "fe80::1/128")) with
        {
            Only = "MariaDB",
        },
        RefusedTypes("PID1205", "point", "text", "POINT(1,2)"),
        RefusedTypes("PID1205", "geometry", "bytea", "POINT(1,2)"),
    ];
}
