using System.Globalization;
using PidMigration.Catalog;
using PidMigration.Rows;

namespace PidMigration.Databases.Sqlite;

/// <summary>What SQLite is asked of its data. Source: sqlite.org/lang_corefunc.html.</summary>
internal sealed class SqliteValuePredicates(Dialect dialect) : ValuePredicates(dialect)
{
    /// <inheritdoc/>
    public override string? LongerThan(Column column, long characters) =>
        // What has no more bytes than that needs no such look.
        string.Create(
            CultureInfo.InvariantCulture,
            $"(({Bytes(column)}) > {characters} AND length({WithoutNul(column)}) > {characters})"
        );

    /// <inheritdoc/>
    public override string? MoreBytesThan(Column column, long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"({Bytes(column)}) > {bytes}");

    /// <inheritdoc/>
    public override string? NotBytes(Column column, long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"({Bytes(column)}) <> {bytes}");

    /// <inheritdoc/>
    public override string? HasFourByteCharacter(Column column) =>
        HasAny(column, "'*[' || char(65536) || '-' || char(1114111) || ']*'");

    /// <inheritdoc/>
    public override string? OutsideCharacterSet(Column column, string characterSet)
    {
        var others = CharacterSets
            .BeyondAscii(characterSet)
            .Select(r => $" || char({r.First}) || '-' || char({r.Last})");
        return HasAny(column, $"'*[^' || char(1) || '-' || char(127){string.Concat(others)} || ']*'");
    }

    /// <inheritdoc/>
    public override string? EndsWithSpace(Column column) => $"substr({WithoutNul(column)}, -1) = ' '";

    /// <inheritdoc/>
    public override string? HasNul(Column column) => $"instr({Name(column)}, char(0)) > 0";

    /// <inheritdoc/>
    public override string? FractionBeyond(Column column, int digits) =>
        column.Kind == ValueKind.Integer
            ? WholeFractionBeyond(column, digits)
            // Most are too short for that, which is known at once.
            : string.Create(
                CultureInfo.InvariantCulture,
                $"(length({Name(column)}) > {WholeLength(column) + 1 + digits} AND NOT {WrongForm(column)} AND "
                    + $"instr({Name(column)}, '.') > 0 AND length(rtrim({Name(column)}, '0')) - "
                    + $"instr({Name(column)}, '.') > {digits})"
            );

    /// <inheritdoc/>
    public override string? OutsideDateTimes(Column column, string from, string to) =>
        // What is no moment of the years 1 to 9999 has no canonical form either, and is named as such.
        from.StartsWith("0001", StringComparison.Ordinal)
            ? null
            : $"(NOT {WrongForm(column)} AND ({Name(column)} < '{from}' OR {Name(column)} >= '{to}'))";

    /// <inheritdoc/>
    public override string? IsInfinite(Column column) => null;

    /// <inheritdoc/>
    public override string? IsZeroDate(Column column) => null;

    /// <inheritdoc/>
    public override string? OutsideDay(Column column) => null;

    /// <inheritdoc/>
    public override string? NotFinite(Column column) =>
        $"(typeof({Name(column)}) = 'real' AND abs({Name(column)}) > 1.7976931348623157e308)";

    /// <inheritdoc/>
    public override string? OutsideRange(Column column, decimal least, decimal most) =>
        $"(NOT {NotFinite(column)} AND {base.OutsideRange(column, least, most)})";

    /// <inheritdoc/>
    public override string? DigitsBeyond(Column column, int? before, int after)
    {
        var v = Name(column);
        var unit = $"1{new string('0', Math.Max(-after, 0))}";
        // As an integer where it is one: a real has no more than 15 digits. Not abs of it, of which the smallest has
        // none.
        var (whole, real, text) = before is { } digits
            ? (
                $"{v} >= {Bound(digits)} OR {v} <= -{Bound(digits)} OR ",
                $"abs({v}) >= {Bound(digits)} OR ",
                $"abs({v}) >= {Bound(digits)} OR "
            )
            : ("", "", "");
        whole += $"{v} % {unit} <> 0";
        real += after >= 0 ? $"round({v}, {after}) <> {v}" : $"round({v} / {unit}.0) * {unit}.0 <> {v}";
        text +=
            after >= 0
                ? $"(instr({v}, '.') > 0 AND length(rtrim({v}, '0')) - instr({v}, '.') > {after})"
                : $"CAST({v} AS INTEGER) % {unit} <> 0 OR CAST({v} AS INTEGER) <> {v} + 0.0";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"CASE typeof({v}) WHEN 'integer' THEN {whole} WHEN 'real' THEN NOT {NotFinite(column)} AND ({real}) "
                + $"WHEN 'text' THEN {text} ELSE 0 END"
        );
    }

    /// <inheritdoc/>
    public override string? NotSingle(Column column) =>
        $"(typeof({Name(column)}) IN ('integer', 'real') AND {ValueFunctions.NotSingle}({Name(column)}))";

    /// <inheritdoc/>
    public override string? FloatDigitsBeyond(Column column, int digits) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"(typeof({Name(column)}) = 'real' AND NOT {NotFinite(column)} AND round({Name(column)}, {digits}) <> "
                + $"{Name(column)})"
        );

    /// <inheritdoc/>
    public override string? NotUuid(Column column)
    {
        string Hex(int count) => string.Concat(Enumerable.Repeat("[0-9a-fA-F]", count));
        var dashed = $"{Hex(8)}-{Hex(4)}-{Hex(4)}-{Hex(4)}-{Hex(12)}";
        var text = $"trim({Name(column)}, ' ' || char(9, 10, 11, 12, 13))";
        string[] forms = [Hex(32), dashed, $"{{{dashed}}}", $"({dashed})"];
        return $"({HasNul(column)} OR NOT ({string.Join(" OR ", forms.Select(f => $"{text} GLOB '{f}'"))}))";
    }

    /// <inheritdoc/>
    public override string? NotJson(Column column) => Json(column, JsonFindings.Invalid);

    /// <inheritdoc/>
    public override string? HasDoubledKey(Column column) => Json(column, JsonFindings.DoubledKey);

    /// <inheritdoc/>
    public override string? HasWideNumber(Column column) => Json(column, JsonFindings.WideNumber);

    /// <inheritdoc/>
    public override string? HasEscapedNul(Column column) => Json(column, JsonFindings.EscapedNul);

    /// <inheritdoc/>
    public override string? IsJsonNumber(Column column) =>
        $"ltrim({Name(column)}, ' ' || char(9, 10, 13)) GLOB '[-0-9]*'";

    /// <inheritdoc/>
    public override string? NotMembers(Column column, IReadOnlyList<string> labels)
    {
        // One label after the other is removed from the list's beginning; what is left then is none.
        var rows = string.Join(", ", labels.Select((l, i) => $"({i}, {Literal(l + ",")})"));
        return $"""
            ({Name(column)} <> '' AND EXISTS (
              WITH RECURSIVE labels(n, label) AS (VALUES {rows}), walk(n, rest) AS (
                SELECT 0, {Name(column)} || ','
                UNION ALL
                SELECT walk.n + 1, CASE WHEN substr(rest, 1, length(label)) = label THEN substr(rest, length(label) +
                    1) ELSE rest END
                FROM walk JOIN labels ON labels.n = walk.n)
              SELECT 1 FROM walk WHERE n = {labels.Count} AND rest <> ''))
            """;
    }

    /// <inheritdoc/>
    public override string? HasMonths(Column column) => null;

    /// <inheritdoc/>
    public override string? WrongStorage(Column column)
    {
        var type = $"typeof({Name(column)})";
        return column.Kind switch
        {
            ValueKind.Boolean => $"({type} <> 'null' AND ({type} <> 'integer' OR {Name(column)} NOT IN (0, 1)))",
            ValueKind.Integer => $"{type} NOT IN ('null', 'integer')",
            ValueKind.Decimal =>
                $"({type} = 'blob' OR ({type} = 'text' AND ({Name(column)} = '' OR {Name(column)} GLOB '*[^0-9.-]*')))",
            ValueKind.Float64 => $"{type} NOT IN ('null', 'integer', 'real')",
            ValueKind.Bytes => $"{type} NOT IN ('null', 'blob')",
            _ => $"{type} NOT IN ('null', 'text')",
        };
    }

    /// <inheritdoc/>
    public override string MayCollide(Column column) =>
        $"({Name(column)} GLOB '*[^ !-@[-~]*' OR substr({Name(column)}, -1) = ' ')";

    /// <inheritdoc/>
    public override string? WrongForm(Column column)
    {
        // SQLite's own functions give a moment back in just one form: what they leave alone has it. Counting no days
        // on, they move a
        // 30th of February into March. A fraction they would round. A date's column has numeric affinity, so '0001'
        // can't be compared with.
        var v = Name(column);
        var whole = WholeLength(column);
        var fraction = string.Create(
            CultureInfo.InvariantCulture,
            $"(({Bytes(column)}) = {whole} OR (({Bytes(column)}) = {whole + 7} AND substr({v}, {whole + 1}) GLOB "
                + $"'.{Digits(6)}') OR (({Bytes(column)}) = length({v}) AND substr({v}, {whole + 1}) GLOB "
                + $"'.[0-9]*' AND substr({v}, {whole + 2}) NOT GLOB '*[^0-9]*'))"
        );
        return column.Kind switch
        {
            ValueKind.Date =>
                $"(typeof({v}) = 'text' AND NOT (({Bytes(column)}) = {whole} AND substr({v}, 1, 4) <> '0000' AND "
                    + $"date({v}, '+0 days') IS {v}))",
            ValueKind.Time =>
                $"(typeof({v}) = 'text' AND {v} <> '24:00:00' AND NOT (time(substr({v}, 1, 8)) IS substr({v}, 1, "
                    + $"8) AND {fraction}))",
            ValueKind.Timestamp =>
                $"(typeof({v}) = 'text' AND NOT (substr({v}, 1, 4) <> '0000' AND datetime(substr({v}, 1, 19), '+0 "
                    + $"days') IS substr({v}, 1, 19) AND {fraction}))",
            _ => null,
        };
    }

    /// <inheritdoc/>
    protected override string Text(Column column) => $"{Name(column)} COLLATE BINARY";

    /// <summary>
    /// Whether a text matches a pattern of characters. What is no text at all is named by a check of its own.
    /// </summary>
    private string HasAny(Column column, string pattern) =>
        $"({WithoutNul(column)} GLOB ({pattern}) AND NOT {ValueFunctions.NotText}({Name(column)}))";

    /// <summary>A text with another character for each NUL, at which length, GLOB and substr stop.</summary>
    private string WithoutNul(Column column) =>
        $"CASE WHEN {HasNul(column)} THEN {ValueFunctions.WithoutNul}({Name(column)}) ELSE {Name(column)} END";

    private string Json(Column column, JsonFindings sought) =>
        $"(typeof({Name(column)}) = 'text' AND {ValueFunctions.Json}({Name(column)}, {(int)sought}) <> 0)";

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static int WholeLength(Column column) =>
        column.Kind switch
        {
            ValueKind.Time => 8,
            ValueKind.Date => 10,
            _ => 19,
        };

    private static string Digits(int count) => string.Concat(Enumerable.Repeat("[0-9]", count));

    /// <summary>
    /// The bytes of a value, of a text in UTF-8. In a file of UTF-16 a BLOB made of a text holds twice as many; which
    /// file it is, one letter tells, and the server asks for it once.
    /// </summary>
    private string Bytes(Column column) =>
        $"CASE WHEN length(CAST('a' AS BLOB)) = 1 THEN length(CAST({Name(column)} AS BLOB)) ELSE "
        + $"{StoredText.Octets}({Name(column)}) END";
}
