using PidMigration.Conversion;
using PidMigration.Database.Tests.Reading;
using static PidMigration.Database.Tests.Fidelity.Case;
using static PidMigration.Database.Tests.Fidelity.Value;

namespace PidMigration.Database.Tests.Fidelity.Tables;

/// <summary>Text and bytes out of PostgreSQL into MariaDB and MySQL.</summary>
internal static class PostgreSqlTexts
{
    // Before the table: static fields are made in their order.
    public static string AllBytes { get; } = Convert.ToHexString([.. Enumerable.Range(0, 256).Select(b => (byte)b)]);

    private static readonly Value[] Awkward =
    [
        "''",
        "NULL",
        "'NULL'",
        "'null'",
        @"'\N'",
        @"'\\N'",
        @"'\'",
        @"'a\tb'",
        @"'\.'",
        "' leading'",
        "'trailing '",
        "'   '",
        "'it''s'",
        "'\"q\"'",
        "'`b`'",
        ("E'\\t'", "\t"),
        ("E'a\\nb'", "a\nb"),
        ("E'a\\r\\nb'", "a\r\nb"),
        ("E'\\f'", "\f"),
        ("E'\\x0B'", "\v"),
        ("E'\\b'", "\b"),
        ("E'\\x01\\x02\\x1F\\x7F'", "\u0001\u0002\u001f\u007f"),
        ("E'\\x1A'", "\u001a"),
        ("E'\\x1B[31m'", "\u001b[31m"),
        "'é è ü ß'",
        "'日本語'",
        "'😀'",
        "'𝔘𝔫𝔦'",
        ("E'e\\u0301'", "e\u0301"),
        ("E'\\uFEFFbom'", "\ufeffbom"),
        ("E'\\u200Bx\\u00A0'", "\u200bx\u00a0"),
        ("E'\\uFFFD'", "\ufffd"),
        ("E'\\u2028'", "\u2028"),
        ("E'\\U0010FFFF'", "\U0010ffff"),
        "'0'",
        "'1e5'",
        "'%_'",
        "'--'",
        "'/*'",
        "';'",
        "'$1'",
        "'?'",
        "'@x'",
        "'0x41'",
        "'\\x41'",
        "'true'",
    ];

    public static IReadOnlyList<Case> Cases { get; } =
    [
        Exact("text", "longtext", CellKind.Text, Awkward),
        Exact("text", "mediumtext", CellKind.Text, Awkward),
        Exact("varchar(100)", "varchar(100)", CellKind.Text, Awkward),
        Exact("varchar", "varchar(255)", CellKind.Text, Awkward),
        Exact("citext", "text", CellKind.Text, "'Ab '", "'é'"),
        Exact("name", "varchar(63)", CellKind.Text, "'pg_class'", "'é'"),
        Exact(
            "text",
            "longtext",
            CellKind.Text,
            ("repeat('x', 70000)", new string('x', 70000)),
            ("repeat(E'\\\\\\t\\n', 30000)", string.Concat(Enumerable.Repeat("\\\t\n", 30000))),
            ("repeat('😀', 20000)", string.Concat(Enumerable.Repeat("😀", 20000)))
        ),
        Checked(
            "PID2007",
            "text",
            "varchar(5)",
            CellKind.Text,
            "'12345'",
            "'ééééé'",
            "'😀😀😀😀😀'",
            Bad("'123456'"),
            Bad("'12345 '"),
            Bad("'éééééé'"),
            Bad("'😀😀😀😀😀😀'")
        ),
        Checked("PID2007", "varchar(10)", "varchar(5)", CellKind.Text, "'12345'", Bad("'123456'")),
        Checked("PID2007", "text", "char(5)", CellKind.Text, "'12345'", Bad("'123456'"), Bad("'éééééé'")),
        Checked(
            "PID2007",
            "text",
            "tinytext",
            CellKind.Text,
            ("repeat('x', 255)", new string('x', 255)),
            ("repeat('é', 127)", new string('é', 127)),
            Bad("repeat('x', 256)"),
            Bad("repeat('é', 128)"),
            Bad("repeat('😀', 64)")
        ),
        Checked(
            "PID2007",
            "text",
            "text",
            CellKind.Text,
            ("repeat('x', 65535)", new string('x', 65535)),
            Bad("repeat('x', 65536)"),
            Bad("repeat('é', 32768)"),
            Bad("repeat(' ', 65536)")
        ),
        Checked("PID2007", "varchar(300)", "tinytext", CellKind.Text, "'short'", Bad("repeat('é', 128)")),
        Exact(
            "varchar(60)",
            "tinytext",
            CellKind.Text,
            ("repeat('😀', 60)", string.Concat(Enumerable.Repeat("😀", 60)))
        ),
        Checked(
            "PID2007",
            "text",
            "tinytext character set latin1",
            CellKind.Text,
            ("repeat('é', 255)", new string('é', 255)),
            Bad("repeat('é', 256)")
        ),
        Checked(
            "PID2008",
            "text",
            "varchar(20) character set utf8mb3",
            CellKind.Text,
            "'日本語'",
            "'é'",
            "''",
            Bad("'😀'"),
            Bad("'a𝔘b'")
        ),
        Checked("PID2008", "varchar(20)", "varchar(20) character set utf8mb3", CellKind.Text, "'日本語'", Bad("'😀'")),
        Checked(
            "PID2008",
            "text",
            "varchar(20) character set latin1",
            CellKind.Text,
            "'é'",
            "'ÿþ'",
            "'€…™'",
            "'\u00a0'",
            "'plain'",
            "''",
            Bad("'日'"),
            Bad("'ł'"),
            Bad("'😀'"),
            Bad("'е'")
        ),
        Checked(
            "PID2008",
            "text",
            "varchar(20) character set ascii",
            CellKind.Text,
            "'plain ~'",
            Bad("'é'"),
            Bad("'€'")
        ),
        Checked(
            "PID2008",
            "text",
            "varchar(20) character set cp1251",
            CellKind.Text,
            "'Привет'",
            "'plain'",
            Bad("'é'"),
            Bad("'日'")
        ),
        Checked("PID2008", "text", "varchar(20) character set ucs2", CellKind.Text, "'Привет'", "'日本'", Bad("'😀'")),
        Exact("text", "varchar(20) character set utf16", CellKind.Text, "'Привет'", "'😀'", "'x '"),
        Checked("PID2009", "text", "char(10)", CellKind.Text, "'x'", "' x'", "''", Bad("'x '"), Bad("' '"), "NULL"),
        Allowed(
            AllowedChange.TrimTrailingSpaces,
            2,
            "PID2009",
            "text",
            "char(10)",
            CellKind.Text,
            "'x'",
            ("'x '", "x"),
            ("'  '", "")
        ),
        Exact("char(5)", "char(5)", CellKind.Text, ("'ab'", "ab"), "'abcde'", ("''", ""), "NULL", ("'é'", "é")),
        Exact("char(5)", "varchar(5)", CellKind.Text, ("'ab'", "ab"), "'abcde'", ("' a '", " a")),
        Checked("PID2007", "char(8)", "char(5)", CellKind.Text, "'abcde'", Bad("'abcdef'"), ("'ab'", "ab")),
        Exact(
            "bytea",
            "longblob",
            CellKind.Bytes,
            (Literal(AllBytes), AllBytes),
            (@"'\x'", ""),
            "NULL",
            (@"'\x00'", "00"),
            (@"'\x5C4E'", "5C4E"),
            (@"'\x090A0D5C27221A'", "090A0D5C27221A")
        ),
        Exact(
            "bytea",
            "blob",
            CellKind.Bytes,
            (Literal(AllBytes), AllBytes),
            ("convert_to(repeat('x', 65535), 'UTF8')", string.Concat(Enumerable.Repeat("78", 65535)))
        ),
        Exact("bytea", "mediumblob", CellKind.Bytes, (Literal(AllBytes), AllBytes)),
        Checked(
            "PID2007",
            "bytea",
            "varbinary(256)",
            CellKind.Bytes,
            (Literal(AllBytes), AllBytes),
            (@"'\x'", ""),
            (@"'\x2020'", "2020"),
            Bad(Literal(AllBytes + "00"))
        ),
        Checked("PID2007", "bytea", "tinyblob", CellKind.Bytes, (@"'\xFF00'", "FF00"), Bad(Literal(AllBytes))),
        Checked(
            "PID2007",
            "bytea",
            "blob",
            CellKind.Bytes,
            (@"'\xFF00'", "FF00"),
            Bad("convert_to(repeat('x', 65536), 'UTF8')")
        ),
        Checked(
            "PID2007",
            "bytea",
            "binary(4)",
            CellKind.Bytes,
            (@"'\x01020304'", "01020304"),
            (@"'\x00000000'", "00000000"),
            "NULL",
            Bad(@"'\x010203'"),
            Bad(@"'\x0102030400'"),
            Bad(@"'\x'")
        ),
        RefusedTypes("PID1205", "bytea", "longtext", @"'\x41'"),
        RefusedTypes("PID1205", "text", "longblob", "'a'"),
    ];

    private static string Literal(string digits) => $@"'\x{digits}'";
}
