using System.Globalization;
using PidMigration.Catalog;

namespace PidMigration.Databases.Sqlite;

/// <summary>What SQLite is asked of its data. Source: sqlite.org/lang_corefunc.html.</summary>
internal sealed class ValueChecks(Databases.Dialect dialect) : Databases.ValueChecks(dialect)
{
    /// <inheritdoc/>
    /// <remarks>varchar(127) holds any length. Source: sqlite.org/datatype3.html, 3.1.1.</remarks>
    public override bool DeclarationsHold => false;

    /// <inheritdoc/>
    public override string? LongerThan(Column column, long characters) =>
        // length() stops at the first NUL; the length as it is without them, and the number of them.
        Sql($"length(replace({Name(column)}, char(0), ' ')) > {characters}");

    /// <inheritdoc/>
    public override string? MoreBytesThan(Column column, long bytes) => Sql($"length(CAST({Name(column)} AS BLOB)) > {bytes}");

    /// <inheritdoc/>
    public override string? NotBytes(Column column, long bytes) => Sql($"length(CAST({Name(column)} AS BLOB)) <> {bytes}");

    /// <inheritdoc/>
    public override string? HasFourByteCharacter(Column column) => $"{Name(column)} GLOB ('*[' || char(65536) || '-' || char(1114111) || ']*')";

    /// <inheritdoc/>
    public override string? OutsideCharacterSet(Column column, string characterSet) =>
        characterSet == "ascii" ? $"{Name(column)} GLOB ('*[^' || char(1) || '-' || char(127) || ']*')" : null;

    /// <inheritdoc/>
    public override string? EndsWithSpace(Column column) => $"substr({Name(column)}, -1) = ' '";

    /// <inheritdoc/>
    public override string? HasNul(Column column) => $"instr({Name(column)}, char(0)) > 0";

    /// <inheritdoc/>
    public override string? FractionBeyond(Column column, int digits) =>
        Sql($"(NOT {WrongForm(column)} AND instr({Name(column)}, '.') > 0 AND length(rtrim({Name(column)}, '0')) - instr({Name(column)}, '.') > {digits})");

    /// <inheritdoc/>
    public override string? OutsideMoments(Column column, string from, string to) =>
        // What is no moment of the years 1 to 9999 has no canonical form either, and is named as such.
        from.StartsWith("0001", StringComparison.Ordinal) ? null : $"(NOT {WrongForm(column)} AND ({Name(column)} < '{from}' OR {Name(column)} >= '{to}'))";

    /// <inheritdoc/>
    public override string? IsInfinite(Column column) => null;

    /// <inheritdoc/>
    public override string? IsZeroDate(Column column) => null;

    /// <inheritdoc/>
    public override string? OutsideDay(Column column) => null;

    /// <inheritdoc/>
    public override string? NotFinite(Column column) => $"(typeof({Name(column)}) = 'real' AND abs({Name(column)}) > 1.7976931348623157e308)";

    /// <inheritdoc/>
    public override string? DigitsBeyond(Column column, int before, int behind) =>
        Sql($"(abs({Name(column)}) >= 1{new string('0', before)}.0 OR CASE typeof({Name(column)}) WHEN 'real' THEN round({Name(column)}, {Math.Max(behind, 0)}) <> {Name(column)} WHEN 'text' THEN instr({Name(column)}, '.') > 0 AND length(rtrim({Name(column)}, '0')) - instr({Name(column)}, '.') > {behind} ELSE 0 END)");

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
            ValueKind.Decimal => $"({type} = 'blob' OR ({type} = 'text' AND ({Name(column)} = '' OR {Name(column)} GLOB '*[^0-9.-]*')))",
            ValueKind.Float64 => $"{type} NOT IN ('null', 'integer', 'real')",
            ValueKind.Bytes => $"{type} NOT IN ('null', 'blob')",
            _ => $"{type} NOT IN ('null', 'text')",
        };
    }

    /// <inheritdoc/>
    public override string UnsafeKey(Column column) => $"({Name(column)} GLOB '*[^ !-@[-~]*' OR substr({Name(column)}, -1) = ' ')";

    /// <inheritdoc/>
    public override string? WrongForm(Column column)
    {
        // Counting no days on, SQLite's own functions move a 30th of February into March: what they leave alone is a day.
        var v = Name(column);
        const string day = "[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]", time = "[0-2][0-9]:[0-5][0-9]:[0-5][0-9]";
        string Fraction(int length) => Sql($"(length({v}) = {length} OR (substr({v}, {length + 1}) GLOB '.[0-9]*' AND substr({v}, {length + 2}) NOT GLOB '*[^0-9]*'))");
        return column.Kind switch
        {
            ValueKind.Date => $"(typeof({v}) = 'text' AND NOT ({v} GLOB '{day}' AND substr({v}, 1, 4) <> '0000' AND date({v}, '+0 days') IS {v}))",
            ValueKind.Time => $"(typeof({v}) = 'text' AND {v} <> '24:00:00' AND NOT ({v} GLOB '{time}*' AND {Fraction(8)} AND time(substr({v}, 1, 8)) IS substr({v}, 1, 8)))",
            ValueKind.Timestamp => $"(typeof({v}) = 'text' AND NOT ({v} GLOB '{day} {time}*' AND substr({v}, 1, 4) <> '0000' AND {Fraction(19)} AND datetime(substr({v}, 1, 19), '+0 days') IS substr({v}, 1, 19)))",
            _ => null,
        };
    }

    private static string Sql(FormattableString sql) => sql.ToString(CultureInfo.InvariantCulture);
}
