using System.Globalization;
using PidMigration.Catalog;

namespace PidMigration.Databases.Sqlite;

/// <summary>What SQLite is asked of its data. Source: sqlite.org/lang_corefunc.html.</summary>
internal sealed class SqliteValuePredicates(Dialect dialect) : ValuePredicates(dialect)
{
    /// <inheritdoc/>
    /// <remarks>varchar(127) holds any length. Source: sqlite.org/datatype3.html, 3.1.1.</remarks>
    public override bool DeclarationsHold => false;

    /// <inheritdoc/>
    public override string? LongerThan(Column column, long characters) =>
        // length() stops at the first NUL, so they are replaced; what has no more bytes than that needs no such look.
        Sql($"(({Bytes(column)}) > {characters} AND length(replace({Name(column)}, char(0), ' ')) > {characters})");

    /// <inheritdoc/>
    public override string? MoreBytesThan(Column column, long bytes) => Sql($"({Bytes(column)}) > {bytes}");

    /// <inheritdoc/>
    public override string? NotBytes(Column column, long bytes) => Sql($"({Bytes(column)}) <> {bytes}");

    /// <inheritdoc/>
    public override string? HasFourByteCharacter(Column column) =>
        $"{Name(column)} GLOB ('*[' || char(65536) || '-' || char(1114111) || ']*')";

    /// <inheritdoc/>
    public override string? OutsideCharacterSet(Column column, string characterSet) =>
        characterSet == "ascii" ? $"{Name(column)} GLOB ('*[^' || char(1) || '-' || char(127) || ']*')" : null;

    /// <inheritdoc/>
    public override string? EndsWithSpace(Column column) => $"substr({Name(column)}, -1) = ' '";

    /// <inheritdoc/>
    public override string? HasNul(Column column) => $"instr({Name(column)}, char(0)) > 0";

    /// <inheritdoc/>
    public override string? FractionBeyond(Column column, int digits) =>
        // Most are too short for that, which is known at once.
        Sql(
            $"(length({Name(column)}) > {WholeLength(column) + 1 + digits} AND NOT {WrongForm(column)} AND instr({Name(column)}, '.') > 0 AND length(rtrim({Name(column)}, '0')) - instr({Name(column)}, '.') > {digits})"
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
    public override string? DigitsBeyond(Column column, int before, int behind) =>
        Sql(
            $"(abs({Name(column)}) >= 1{new string('0', before)}.0 OR CASE typeof({Name(column)}) WHEN 'real' THEN round({Name(column)}, {Math.Max(behind, 0)}) <> {Name(column)} WHEN 'text' THEN instr({Name(column)}, '.') > 0 AND length(rtrim({Name(column)}, '0')) - instr({Name(column)}, '.') > {behind} ELSE 0 END)"
        );

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
        // SQLite's own functions give a moment back in just one form: what they leave alone has it. Counting no days on, they move a
        // 30th of February into March. A fraction they would round. A date's column has numeric affinity, so '0001' can't be compared with.
        var v = Name(column);
        var whole = WholeLength(column);
        var fraction = Sql(
            $"(({Bytes(column)}) = {whole} OR (({Bytes(column)}) = {whole + 7} AND substr({v}, {whole + 1}) GLOB '.{Digits(6)}') OR (({Bytes(column)}) = length({v}) AND substr({v}, {whole + 1}) GLOB '.[0-9]*' AND substr({v}, {whole + 2}) NOT GLOB '*[^0-9]*'))"
        );
        return column.Kind switch
        {
            ValueKind.Date =>
                $"(typeof({v}) = 'text' AND NOT (({Bytes(column)}) = {whole} AND substr({v}, 1, 4) <> '0000' AND date({v}, '+0 days') IS {v}))",
            ValueKind.Time =>
                $"(typeof({v}) = 'text' AND {v} <> '24:00:00' AND NOT (time(substr({v}, 1, 8)) IS substr({v}, 1, 8) AND {fraction}))",
            ValueKind.Timestamp =>
                $"(typeof({v}) = 'text' AND NOT (substr({v}, 1, 4) <> '0000' AND datetime(substr({v}, 1, 19), '+0 days') IS substr({v}, 1, 19) AND {fraction}))",
            _ => null,
        };
    }

    private static int WholeLength(Column column) =>
        column.Kind switch
        {
            ValueKind.Time => 8,
            ValueKind.Date => 10,
            _ => 19,
        };

    private static string Digits(int count) => string.Concat(Enumerable.Repeat("[0-9]", count));

    /// <summary>
    /// The bytes of a value, of a text in UTF-8. In a file of UTF-16 a BLOB made of a text holds twice as many; which file it is, one letter
    /// tells, and the server asks for it once.
    /// </summary>
    private string Bytes(Column column) =>
        $"CASE WHEN length(CAST('a' AS BLOB)) = 1 THEN length(CAST({Name(column)} AS BLOB)) ELSE {StoredText.Octets}({Name(column)}) END";

    private static string Sql(FormattableString sql) => sql.ToString(CultureInfo.InvariantCulture);
}
