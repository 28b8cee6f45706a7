using System.Globalization;
using PidMigration.Catalog;

namespace PidMigration.Databases.PostgreSql;

/// <summary>What PostgreSQL is asked of its data. Sources: PostgreSQL 15 manual, 9.4, 9.7.3, 9.9.</summary>
internal sealed class PostgreSqlValuePredicates(Dialect dialect) : ValuePredicates(dialect)
{
    // What Windows-1252 has beyond ASCII and Latin-1, as escapes of PostgreSQL's regular expressions.
    private const string Windows1252 =
        @"\u20AC\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u017D\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u017E\u0178";

    /// <inheritdoc/>
    public override string? LongerThan(Column column, long characters) =>
        Sql($"char_length({Text(column)}) > {characters}");

    /// <inheritdoc/>
    public override string? MoreBytesThan(Column column, long bytes) =>
        Sql($"octet_length({(column.Kind == ValueKind.Bytes ? Name(column) : Text(column))}) > {bytes}");

    /// <inheritdoc/>
    public override string? NotBytes(Column column, long bytes) => Sql($"octet_length({Name(column)}) <> {bytes}");

    /// <inheritdoc/>
    public override string? HasFourByteCharacter(Column column) => $@"{Text(column)} ~ '[\U00010000-\U0010FFFF]'";

    /// <inheritdoc/>
    public override string? OutsideCharacterSet(Column column, string characterSet) =>
        characterSet switch
        {
            "ascii" => $@"{Text(column)} ~ '[^\u0001-\u007F]'",
            "latin1" => $@"{Text(column)} ~ '[^\u0001-\u007F\u00A0-\u00FF{Windows1252}]'",
            _ => null,
        };

    /// <inheritdoc/>
    public override string? EndsWithSpace(Column column) => $"right({Text(column)}, 1) = ' '";

    /// <inheritdoc/>
    public override string? HasNul(Column column) => null;

    /// <inheritdoc/>
    public override string? FractionBeyond(Column column, int digits) =>
        Sql(
            $"CASE WHEN {Finite(column)} THEN extract(microseconds FROM {Name(column)})::bigint % {Math.Pow(10, 6 - digits)} <> 0 ELSE false END"
        );

    /// <inheritdoc/>
    public override string? OutsideDateTimes(Column column, string from, string to) =>
        // An infinite moment is named by a check of its own.
        $"({Finite(column)} AND ({Name(column)} < '{from}' OR {Name(column)} >= '{to}'))";

    /// <inheritdoc/>
    public override string? IsInfinite(Column column) =>
        column.Kind == ValueKind.Time ? null : $"NOT isfinite({Name(column)})";

    /// <inheritdoc/>
    public override string? IsZeroDate(Column column) => null;

    /// <inheritdoc/>
    public override string? OutsideDay(Column column) => null;

    /// <inheritdoc/>
    public override string? NotFinite(Column column) => $"{Name(column)}::text IN ('NaN', 'Infinity', '-Infinity')";

    /// <inheritdoc/>
    public override string? DigitsBeyond(Column column, int before, int behind) =>
        // CASE, because trunc of NaN is NaN, and NaN is larger than any number.
        Sql(
            $"CASE WHEN {Name(column)}::text IN ('NaN', 'Infinity', '-Infinity') THEN false ELSE abs({Name(column)}) >= 1{new string('0', before)} OR {Name(column)} <> trunc({Name(column)}, {behind}) END"
        );

    /// <inheritdoc/>
    public override string? HasMonths(Column column) =>
        $"(extract(year FROM {Name(column)}) <> 0 OR extract(month FROM {Name(column)}) <> 0)";

    /// <inheritdoc/>
    public override string? NotMembers(Column column, IReadOnlyList<string> labels) =>
        $"({Text(column)} <> '' AND ',' || {Text(column)} !~ '^{string.Concat(labels.Select(l => $"(,{Escaped(l)})?"))}$')";

    /// <inheritdoc/>
    public override string? HasDoubledKey(Column column) =>
        column.NativeType != "json"
            ? null
            : $$"""
                CASE WHEN {{Odd(column)}} THEN false ELSE EXISTS (WITH RECURSIVE node(j) AS (SELECT {{Name(
                    column
                )}} UNION ALL SELECT part.value FROM node, LATERAL (
                  SELECT o.value FROM json_each(CASE json_typeof(j) WHEN 'object' THEN j ELSE '{}' END) o UNION ALL SELECT a.value FROM json_array_elements(CASE json_typeof(j) WHEN 'array' THEN j ELSE '[]' END) a) part)
                  SELECT FROM node WHERE json_typeof(j) = 'object' AND (SELECT count(*) <> count(DISTINCT k) FROM json_object_keys(j) k)) END
                """;

    /// <inheritdoc/>
    public override string? HasWideNumber(Column column) =>
        $$"""
            CASE WHEN {{Odd(column)}} OR {{Text(column)}} !~ '[0-9.]{16}|[eE][+-]?[0-9]{3}' THEN false ELSE EXISTS (
              SELECT FROM jsonb_path_query({{Name(
                column
            )}}::jsonb, 'strict $.**') n, LATERAL (SELECT CASE jsonb_typeof(n) WHEN 'number' THEN n::numeric END) x(number)
              WHERE CASE WHEN number IS NULL OR number = 0 OR (n::text ~ '^-?[0-9]+$' AND number BETWEEN -9223372036854775808 AND 18446744073709551615) THEN false
                WHEN abs(number) > 1.7976931348623157e308 OR abs(number) < 5e-324 THEN true ELSE number <> number::float8::text::numeric END) END
            """;

    /// <inheritdoc/>
    public override string? WrongStorage(Column column) => null;

    /// <inheritdoc/>
    public override string MayCollide(Column column) => $@"{Text(column)} COLLATE ""C"" ~ '[^ !-@\[-~]| $'";

    /// <inheritdoc/>
    protected override string Text(Column column) =>
        // A cast writes an address with its /32, everything else without.
        column.Kind == ValueKind.Network
            ? $"format('%s', {Name(column)})"
            : $"{Name(column)}::text";

    /// <summary>JSON that no function of the server takes apart: half characters, NUL, an exponent beyond numeric. The load looks at those.</summary>
    private string Odd(Column column) =>
        column.NativeType == "jsonb" ? "false" : $@"{Text(column)} ~* '\\u(0000|d[89a-f])|[0-9]e[+-]?[0-9]{{4}}'";

    private static string Escaped(string label) =>
        System
            .Text.RegularExpressions.Regex.Replace(label, @"[^\p{L}\p{N} _-]", @"\$0")
            .Replace("'", "''", StringComparison.Ordinal);

    private string Finite(Column column) => column.Kind == ValueKind.Time ? "true" : $"isfinite({Name(column)})";

    private static string Sql(FormattableString sql) => sql.ToString(CultureInfo.InvariantCulture);
}
