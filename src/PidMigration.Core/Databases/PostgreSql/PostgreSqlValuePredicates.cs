using System.Globalization;
using PidMigration.Catalog;

namespace PidMigration.Databases.PostgreSql;

/// <summary>What PostgreSQL is asked of its data. Sources: PostgreSQL 15 manual, 9.4, 9.7.3, 9.9.</summary>
internal sealed class PostgreSqlValuePredicates(Dialect dialect) : ValuePredicates(dialect)
{
    private const string NotFiniteTexts = "('NaN', 'Infinity', '-Infinity')";

    // Texts and the other scalars of a JSON text; a text may have no half of a character in it.
    private const string JsonString =
        @"""([^""\\\u0001-\u001F]|"
        + @"\\([""\\/bfnrt]|u([0-9abcefABCEF][0-9a-fA-F]{3}|[dD][0-7][0-9a-fA-F]{2}|"
        + @"[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})))*""";
    private const string JsonScalar = @"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?|true|false|null";

    // Where texts are \u0001 and other values \u0002: an array or an object that has none in it.
    private const string JsonLeaf =
        @"\[([\u0001\u0002](,[\u0001\u0002])*)?\]|\{(\u0001:[\u0001\u0002](,\u0001:[\u0001\u0002])*)?\}";

    /// <inheritdoc/>
    public override string? LongerThan(Column column, long characters) =>
        string.Create(CultureInfo.InvariantCulture, $"char_length({Text(column)}) > {characters}");

    /// <inheritdoc/>
    public override string? MoreBytesThan(Column column, long bytes) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"octet_length({(column.Kind == ValueKind.Bytes ? Name(column) : Text(column))}) > {bytes}"
        );

    /// <inheritdoc/>
    public override string? NotBytes(Column column, long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"octet_length({Name(column)}) <> {bytes}");

    /// <inheritdoc/>
    public override string? HasFourByteCharacter(Column column) => $@"{Text(column)} ~ '[\U00010000-\U0010FFFF]'";

    /// <inheritdoc/>
    public override string? OutsideCharacterSet(Column column, string characterSet)
    {
        var beyond = CharacterSets.BeyondAscii(characterSet).Select(r => $@"\u{r.First:X4}-\u{r.Last:X4}");
        return $@"{Text(column)} ~ '[^\u0001-\u007F{string.Concat(beyond)}]'";
    }

    /// <inheritdoc/>
    public override string? EndsWithSpace(Column column) => $"right({Text(column)}, 1) = ' '";

    /// <inheritdoc/>
    public override string? HasNul(Column column) => null;

    /// <inheritdoc/>
    public override string? FractionBeyond(Column column, int digits) =>
        column.Kind == ValueKind.Integer
            ? WholeFractionBeyond(column, digits)
            : string.Create(
                CultureInfo.InvariantCulture,
                $"CASE WHEN {Finite(column)} THEN extract(microseconds FROM {Name(column)})::bigint % "
                    + $"{Math.Pow(10, 6 - digits)} <> 0 ELSE false END"
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
    public override string? NotFinite(Column column) => $"{Name(column)}::text IN {NotFiniteTexts}";

    /// <inheritdoc/>
    public override string? OutsideRange(Column column, decimal least, decimal most) =>
        column.Kind switch
        {
            ValueKind.Duration => string.Create(
                CultureInfo.InvariantCulture,
                $"CASE WHEN {HasMonths(column)} THEN false ELSE {Microseconds(column)} NOT BETWEEN {least} AND "
                    + $"{most} END"
            ),
            // NaN is larger than any number.
            ValueKind.Decimal =>
                $"CASE WHEN {NotFinite(column)} THEN false ELSE {base.OutsideRange(column, least, most)} END",
            _ => base.OutsideRange(column, least, most),
        };

    /// <inheritdoc/>
    public override string? DigitsBeyond(Column column, int? before, int after)
    {
        var v = Name(column);
        // Not abs, of which the smallest bigint has none.
        var beyond = before is { } digits ? $"{v} >= {Bound(digits)} OR {v} <= -{Bound(digits)} OR " : "";
        // CASE, because trunc of NaN is NaN, and NaN is larger than any number.
        return string.Create(
            CultureInfo.InvariantCulture,
            $"CASE WHEN {NotFinite(column)} THEN false ELSE {beyond}{v} <> trunc({v}, {after}) END"
        );
    }

    /// <inheritdoc/>
    public override string? SignificantDigitsBeyond(Column column, int digits)
    {
        var text = $"{Name(column)}::text";
        var number = $"CASE WHEN strpos({text}, '.') > 0 THEN rtrim({text}, '0') ELSE {text} END";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"length(ltrim(translate({number}, '-.', ''), '0')) > {digits}"
        );
    }

    /// <inheritdoc/>
    public override string? NotSingle(Column column)
    {
        var v = Name(column);
        // A cast of what is too large or too small for a real is an error.
        return $"CASE WHEN {NotFinite(column)} OR {v} = 0 THEN false "
            + $"WHEN abs({v}) > 3.4028234663852886e38 OR abs({v}) < 1.401298464324817e-45 THEN true ELSE "
            + $"{v}::real::float8 <> {v} END";
    }

    /// <inheritdoc/>
    public override string? FloatDigitsBeyond(Column column, int digits)
    {
        var number = $"{Name(column)}::float8::text::numeric";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"CASE WHEN {NotFinite(column)} THEN false ELSE {number} <> trunc({number}, {digits}) END"
        );
    }

    /// <inheritdoc/>
    public override string? NotUuid(Column column) =>
        $@"{Text(column)} !~ '^[ \u0009-\u000D]*{UuidPattern}[ \u0009-\u000D]*$'";

    /// <inheritdoc/>
    public override string? NotAddress(Column column, bool six) =>
        column.NativeType is "inet" or "cidr"
            ? $"({Text(column)} LIKE '%/%' OR family({Name(column)}) <> {(six ? 6 : 4)})"
            : IsNotNull(column);

    /// <inheritdoc/>
    public override string? IsJsonNumber(Column column) => $@"{Text(column)} ~ '^[ \t\r\n]*[-0-9]'";

    /// <inheritdoc/>
    public override string? HasEscapedNul(Column column)
    {
        var found = $@"strpos(replace({Text(column)}, '\\', ''), '\u0000') > 0";
        return column.Kind == ValueKind.Json ? found : $"CASE WHEN {found} THEN NOT {NotJson(column)} ELSE false END";
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Before version 16 no function tells JSON without failing at what is none. So all scalars become one character,
    /// and then, from the inside out, every array and object does, until nothing is left but one character.
    /// </remarks>
    public override string? NotJson(Column column)
    {
        var scalars = $"regexp_replace({Text(column)}, '{JsonString}', chr(1), 'g')";
        scalars = $"regexp_replace({scalars}, '{JsonScalar}', chr(2), 'g')";
        scalars = $@"regexp_replace({scalars}, '[ \t\r\n]+', '', 'g')";
        return $@"({Text(column)} ~ '[\u0001-\u0008]' OR {IsNotNull(column)} AND NOT EXISTS "
            + $"(WITH RECURSIVE json(t) AS (SELECT {scalars} UNION ALL "
            + $"SELECT regexp_replace(t, '{JsonLeaf}', chr(2), 'g') FROM json WHERE t ~ '{JsonLeaf}') "
            + @"SELECT FROM json WHERE t ~ '^[\u0001\u0002]$'))";
    }

    /// <inheritdoc/>
    public override string? HasMonths(Column column) =>
        $"(extract(year FROM {Name(column)}) <> 0 OR extract(month FROM {Name(column)}) <> 0)";

    /// <inheritdoc/>
    public override string? NotMembers(Column column, IReadOnlyList<string> labels) =>
        $"({Text(column)} <> '' AND ',' || {Text(column)} !~ "
        + $"'^{string.Concat(labels.Select(l => $"(,{Escaped(l)})?"))}$')";

    /// <inheritdoc/>
    public override string? HasDoubledKey(Column column) =>
        $$"""
            CASE WHEN {{Odd(column)}} THEN false ELSE EXISTS (WITH RECURSIVE node(j) AS (
              SELECT {{Text(column)}}::json UNION ALL SELECT part.value FROM node, LATERAL (
                SELECT o.value FROM json_each(CASE json_typeof(j) WHEN 'object' THEN j ELSE '{}' END) o
                UNION ALL
                SELECT a.value FROM json_array_elements(CASE json_typeof(j) WHEN 'array' THEN j ELSE '[]' END) a) part)
              SELECT FROM node WHERE json_typeof(j) = 'object'
                AND (SELECT count(*) <> count(DISTINCT k COLLATE "C") FROM json_object_keys(j) k)) END
            """;

    /// <inheritdoc/>
    public override string? HasWideNumber(Column column) =>
        $$"""
            CASE WHEN {{Text(column)}} !~ '[0-9.]{16}|[eE][+-]?[0-9]{3}' OR {{Odd(column)}} THEN false ELSE EXISTS (
              SELECT FROM jsonb_path_query({{Text(column)}}::jsonb, 'strict $.**') n,
                LATERAL (SELECT CASE jsonb_typeof(n) WHEN 'number' THEN n::numeric END) x(number)
              WHERE CASE
                WHEN number IS NULL OR number = 0
                  OR (n::text ~ '^-?[0-9]+$' AND number BETWEEN -9223372036854775808 AND 18446744073709551615) THEN
                      false
                WHEN abs(number) > 1.7976931348623157e308 OR abs(number) < 5e-324 THEN true
                ELSE number <> number::float8::text::numeric END) END
            """;

    /// <inheritdoc/>
    public override string? WrongStorage(Column column) => null;

    /// <inheritdoc/>
    public override string MayCollide(Column column) => $@"{Text(column)} COLLATE ""C"" ~ '[^ !-@\[-~]| $'";

    /// <inheritdoc/>
    protected override string Text(Column column) =>
        column.Kind switch
        {
            // A cast writes an address with its /32, everything else without.
            ValueKind.Network => $"format('%s', {Name(column)})",
            ValueKind.Composite => $"to_json({Name(column)})::text",
            _ => $"{Name(column)}::text",
        };

    /// <summary>
    /// JSON that no function of the server takes apart: half characters, NUL, an exponent beyond numeric; and text that
    /// is none.
    /// </summary>
    private string Odd(Column column) =>
        column.NativeType == "jsonb"
            ? "false"
            : $@"{Text(column)} ~* '\\u(0000|d[89a-f])|[0-9]e[+-]?[0-9]{{4}}'"
                + (column.Kind == ValueKind.Json ? "" : $" OR {NotJson(column)}");

    /// <summary>The microseconds of a length of time without months.</summary>
    private string Microseconds(Column column)
    {
        string Part(string field, string microseconds) =>
            $"extract({field} FROM {Name(column)})::numeric * {microseconds}";
        return $"({Part("day", "86400000000")} + {Part("hour", "3600000000")} + {Part("minute", "60000000")} + "
            + $"{Part("microseconds", "1")})";
    }

    private static string Escaped(string label) => EscapeLabel(label).Replace("'", "''", StringComparison.Ordinal);

    private string Finite(Column column) => column.Kind == ValueKind.Time ? "true" : $"isfinite({Name(column)})";
}
