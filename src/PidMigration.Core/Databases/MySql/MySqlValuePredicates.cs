using System.Globalization;
using System.Text;
using PidMigration.Catalog;

namespace PidMigration.Databases.MySql;

/// <summary>What MySQL and MariaDB are asked of their data. Sources: MySQL 8.4 manual, 14.7, 14.8.2.</summary>
internal sealed class MySqlValuePredicates(Dialect dialect) : ValuePredicates(dialect)
{
    private const string JsonText = """
        "[^"\\]*+(?:\\.[^"\\]*+)*+"
        """;

    // A point that no digit follows.
    private const string OpenPoint = @"[0-9]\.([^0-9]|$)";

    // Up to an object's start or a comma after whole texts, so that it never begins inside of one. White space in it
    // means nothing.
    private const string DoubledKey = """
        (?xs)(?(DEFINE)(?<text>"[^"\\]*+(?:\\.[^"\\]*+)*+")(?<value>(?&text)
            |\{(?:(?&text)|[^"{}]++|(?&braces))*+\}|\[(?:(?&text)|[^"\[\]]++|(?&brackets))*+\]|[^\s,\]\}]++)
        (?<braces>\{(?:(?&text)|[^"{}]++|(?&braces))*+\})(?<brackets>\[(?:(?&text)|[^"\[\]]++|(?&brackets))*+\]))
        ^(?:(?&text)|[^"])*?[{,]\s*(?<key>(?&text))\s*:\s*(?&value)\s*
            (?:,\s*(?&text)\s*:\s*(?&value)\s*)*?,\s*\k<key>\s*:
        """;

    /// <inheritdoc/>
    public override string? LongerThan(Column column, long characters) =>
        string.Create(CultureInfo.InvariantCulture, $"CHAR_LENGTH({Name(column)}) > {characters}");

    /// <inheritdoc/>
    public override string? MoreBytesThan(Column column, long bytes) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"OCTET_LENGTH({(column.Kind == ValueKind.Bytes ? Name(column) : Utf8(column))}) > {bytes}"
        );

    /// <inheritdoc/>
    public override string? NotBytes(Column column, long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"OCTET_LENGTH({Name(column)}) <> {bytes}");

    /// <inheritdoc/>
    public override string? HasFourByteCharacter(Column column) =>
        // The characters that utf8mb3 lacks come back from it as question marks.
        $"CONVERT(CONVERT({Name(column)} USING utf8mb3) USING utf8mb4) <> BINARY {Utf8(column)}";

    /// <inheritdoc/>
    public override string? OutsideCharacterSet(Column column, string characterSet) =>
        $"CAST(CONVERT(CONVERT({Name(column)} USING {characterSet}) USING utf8mb4) AS BINARY) <> "
        + $"CAST(CONVERT({Name(column)} USING utf8mb4) AS BINARY)";

    /// <inheritdoc/>
    public override string? EndsWithSpace(Column column) =>
        // By its bytes: a collation may take other spaces for this one.
        $"{Bytes(column)} LIKE '% '";

    /// <inheritdoc/>
    public override string? HasNul(Column column) => $"LOCATE(CHAR(0), {Bytes(column)}) > 0";

    /// <inheritdoc/>
    public override string? FractionBeyond(Column column, int digits) =>
        column.Kind == ValueKind.Integer
            ? WholeFractionBeyond(column, digits)
            : string.Create(
                CultureInfo.InvariantCulture,
                $"MICROSECOND({Name(column)}) % {Math.Pow(10, 6 - digits)} <> 0"
            );

    /// <inheritdoc/>
    public override string? OutsideDateTimes(Column column, string from, string to) =>
        // Zero dates are named by a check of their own; a year of five digits there is none, and its CAST would be
        // NULL.
        $"(YEAR({Name(column)}) > 0 AND ({Name(column)} < CAST('{from}' AS DATETIME)"
        + (to.StartsWith("10000", StringComparison.Ordinal) ? "" : $" OR {Name(column)} >= CAST('{to}' AS DATETIME)")
        + "))";

    /// <inheritdoc/>
    public override string? IsInfinite(Column column) => null;

    /// <inheritdoc/>
    public override string? IsZeroDate(Column column) =>
        $"(YEAR({Name(column)}) = 0 OR MONTH({Name(column)}) = 0 OR DAYOFMONTH({Name(column)}) = 0)";

    /// <inheritdoc/>
    public override string? OutsideDay(Column column) =>
        $"({Name(column)} < '00:00:00' OR {Name(column)} > '24:00:00')";

    /// <inheritdoc/>
    public override string? NotFinite(Column column) => null;

    /// <inheritdoc/>
    public override string? DigitsBeyond(Column column, int? before, int after)
    {
        var v = Name(column);
        // Not ABS, of which the smallest BIGINT has none.
        var beyond = before is { } digits ? $"{v} >= {Bound(digits)} OR {v} <= -{Bound(digits)} OR " : "";
        return string.Create(CultureInfo.InvariantCulture, $"({beyond}{v} <> TRUNCATE({v}, {after}))");
    }

    /// <inheritdoc/>
    public override string? SignificantDigitsBeyond(Column column, int digits)
    {
        var text = $"CAST({Name(column)} AS CHAR)";
        var number = $"IF(LOCATE('.', {text}) > 0, TRIM(TRAILING '0' FROM {text}), {text})";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"CHAR_LENGTH(TRIM(LEADING '0' FROM REPLACE(REPLACE({number}, '-', ''), '.', ''))) > {digits}"
        );
    }

    /// <inheritdoc/>
    public override string? NotSingle(Column column)
    {
        var v = Name(column);
        return $"CASE WHEN {v} = 0 THEN FALSE WHEN ABS({v}) > 3.4028234663852886e38 OR ABS({v}) < "
            + $"1.401298464324817e-45 THEN TRUE ELSE CAST({v} AS FLOAT) <> {v} END";
    }

    /// <inheritdoc/>
    public override string? FloatDigitsBeyond(Column column, int digits)
    {
        // As a DOUBLE a FLOAT prints all that it holds, and a DECIMAL holds 30 digits after the point.
        var v = $"({Name(column)} * 1e0)";
        var number = $"CAST(CAST({v} AS CHAR) AS DECIMAL(65,30))";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"CASE WHEN {v} = 0 OR ABS({v}) >= 1e17 THEN FALSE WHEN ABS({v}) < 1e-29 THEN TRUE ELSE {number} <> "
                + $"TRUNCATE({number}, {digits}) END"
        );
    }

    /// <inheritdoc/>
    public override string? LacksDay(Column column)
    {
        var (year, month) = ($"YEAR({Name(column)})", $"MONTH({Name(column)})");
        var february = $"IF({year} % 4 = 0 AND ({year} % 100 <> 0 OR {year} % 400 = 0), 29, 28)";
        return $"({month} > 0 AND DAYOFMONTH({Name(column)}) > "
            + $"CASE {month} WHEN 2 THEN {february} WHEN 4 THEN 30 WHEN 6 THEN 30 WHEN 9 THEN 30 WHEN 11 THEN 30 "
            + $"ELSE 31 END)";
    }

    /// <inheritdoc/>
    public override string? NotUuid(Column column) =>
        $"NOT {Matches(column, $@"^[ \x09-\x0D]*{UuidPattern}[ \x09-\x0D]*$")}";

    /// <inheritdoc/>
    public override string? NotAddress(Column column, bool six) =>
        $"LOCATE(':', CAST({Name(column)} AS CHAR)) {(six ? "=" : "<>")} 0";

    /// <inheritdoc/>
    public override string? NotMembers(Column column, IReadOnlyList<string> labels)
    {
        var list = $@"^{string.Concat(labels.Select(l => $"(,{EscapeLabel(l)})?"))}\z";
        return $"(CHAR_LENGTH({Name(column)}) > 0 AND NOT CONCAT(',', {Utf8(column)}) COLLATE utf8mb4_bin RLIKE "
            + $"{Literal(list)})";
    }

    /// <inheritdoc/>
    /// <remarks>MariaDB's JSON_VALID takes 1. and any escape for JSON; few texts have anything like it.</remarks>
    public override string? NotJson(Column column)
    {
        var v = Utf8(column);
        var withoutPairs = $@"REPLACE({v}, {Literal(@"\\")}, '')";
        var withoutTexts = $"REGEXP_REPLACE({withoutPairs}, {Literal(JsonText)}, '')";
        var hasOddEscape = $"{withoutPairs} COLLATE utf8mb4_bin RLIKE {Literal(@"\\[^""/bfnrtu]")}";
        var hasOpenPoint = $"{withoutTexts} RLIKE {Literal(OpenPoint)}";
        return $"(NOT JSON_VALID({v}) /*M! OR (LOCATE({Literal(@"\")}, {v}) > 0 AND {hasOddEscape}) "
            + $"OR ({v} RLIKE {Literal(OpenPoint)} AND {hasOpenPoint}) */)";
    }

    /// <inheritdoc/>
    public override string? HasEscapedNul(Column column)
    {
        var found =
            $@"LOCATE({Literal(@"\u0000")}, REPLACE({Utf8(column)}, {Literal(@"\\")}, '') COLLATE utf8mb4_bin) > 0";
        return column.Kind == ValueKind.Json ? found : $"({found} AND NOT {NotJson(column)})";
    }

    /// <inheritdoc/>
    public override string? IsJsonNumber(Column column) => Matches(column, @"^[ \x09\x0A\x0D]*[-0-9]");

    /// <inheritdoc/>
    /// <remarks>
    /// MySQL's own JSON type drops a member whose key another one has: then there are fewer colons outside of texts.
    /// MariaDB has no such type, but regular expressions that call themselves: a key, and the same key again after
    /// whole members. They give up at thousands of members, and know no escape of a letter: that is left to the load.
    /// </remarks>
    public override string? HasDoubledKey(Column column)
    {
        string Colons(string json) => $"REGEXP_REPLACE({json}, {Literal(JsonText + "|[^:\"]")}, '')";
        var kept = $"CONVERT(CAST({Utf8(column)} AS JSON) USING utf8mb4)";
        var mySql = $"CHAR_LENGTH({Colons(Utf8(column))}) <> CHAR_LENGTH({Colons(kept)})";
        var mariaDb = $"{Utf8(column)} COLLATE utf8mb4_bin RLIKE {Literal(DoubledKey)}";
        // The cheaper question comes first. No comment may stand in another one.
        return $"CASE WHEN /*M! {Name(column)} IS NULL OR NOT {mariaDb} OR */ {NotJson(column)} THEN FALSE "
            + $"ELSE /*!80000 {mySql} */ /*M! TRUE */ END";
    }

    /// <inheritdoc/>
    public override string? HasMonths(Column column) => null;

    /// <inheritdoc/>
    public override string? WrongStorage(Column column) => null;

    /// <inheritdoc/>
    public override string MayCollide(Column column) =>
        $"(CONVERT({Name(column)} USING utf8mb4) COLLATE utf8mb4_bin RLIKE '[^ !-@\\\\[-~]' OR {Name(column)} "
        + $"LIKE '% ')";

    /// <inheritdoc/>
    public override string? InvalidText(Column column) =>
        $"NOT ({MySqlDialect.IsWhole(Name(column), column.CharacterSet!)})";

    /// <inheritdoc/>
    protected override string Text(Column column) => $"CAST({Utf8(column)} AS BINARY)";

    /// <summary>
    /// The bytes of a text in a set that has ASCII in it; where a character may begin with a zero byte, in UTF-8.
    /// CONVERT looks at the bytes where they lie; CAST copies them.
    /// </summary>
    private string Bytes(Column column) =>
        column.CharacterSet is null or "ucs2" or "utf16" or "utf16le" or "utf32"
            ? $"CONVERT({Utf8(column)} USING binary)"
            : $"CONVERT({Name(column)} USING binary)";

    private string Utf8(Column column) => $"CONVERT({Name(column)} USING utf8mb4)";

    /// <summary>Whether a text matches a regular expression, letter by letter.</summary>
    private string Matches(Column column, string pattern) =>
        $"({Utf8(column)} COLLATE utf8mb4_bin RLIKE {Literal(pattern)})";

    /// <summary>A text that no setting of the session reads as another.</summary>
    private static string Literal(string text) => $"_utf8mb4 X'{Convert.ToHexString(Encoding.UTF8.GetBytes(text))}'";
}
