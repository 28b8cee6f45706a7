using System.Globalization;
using PidMigration.Catalog;

namespace PidMigration.Databases.MySql;

/// <summary>What MySQL and MariaDB are asked of their data. Sources: MySQL 8.4 manual, 14.7, 14.8.2.</summary>
internal sealed class MySqlValuePredicates(Dialect dialect) : ValuePredicates(dialect)
{
    /// <inheritdoc/>
    public override string? LongerThan(Column column, long characters) =>
        Sql($"CHAR_LENGTH({Name(column)}) > {characters}");

    /// <inheritdoc/>
    public override string? MoreBytesThan(Column column, long bytes) =>
        Sql(
            $"OCTET_LENGTH({(column.Kind == ValueKind.Bytes ? Name(column) : $"CONVERT({Name(column)} USING utf8mb4)")}) > {bytes}"
        );

    /// <inheritdoc/>
    public override string? NotBytes(Column column, long bytes) => Sql($"OCTET_LENGTH({Name(column)}) <> {bytes}");

    /// <inheritdoc/>
    public override string? HasFourByteCharacter(Column column) =>
        // The characters that utf8mb3 lacks come back from it as question marks.
        column.CharacterSet
            is "utf8mb4"
            ? $"CONVERT(CONVERT({Name(column)} USING utf8mb3) USING utf8mb4) <> BINARY {Name(column)}"
            : null;

    /// <inheritdoc/>
    public override string? OutsideCharacterSet(Column column, string characterSet) =>
        $"CAST(CONVERT(CONVERT({Name(column)} USING {characterSet}) USING utf8mb4) AS BINARY) <> CAST(CONVERT({Name(column)} USING utf8mb4) AS BINARY)";

    /// <inheritdoc/>
    public override string? EndsWithSpace(Column column) => $"{Name(column)} LIKE '% '";

    /// <inheritdoc/>
    public override string? HasNul(Column column) =>
        // Where a character may begin with a zero byte it is made UTF-8 first. CONVERT looks at the bytes where they lie; CAST copies them.
        $"LOCATE(CHAR(0), CONVERT({(column.CharacterSet is null or "ucs2" or "utf16" or "utf16le" or "utf32" ? $"CONVERT({Name(column)} USING utf8mb4)" : Name(column))} USING binary)) > 0";

    /// <inheritdoc/>
    public override string? FractionBeyond(Column column, int digits) =>
        Sql($"MICROSECOND({Name(column)}) % {Math.Pow(10, 6 - digits)} <> 0");

    /// <inheritdoc/>
    public override string? OutsideDateTimes(Column column, string from, string to) =>
        // Zero dates are named by a check of their own; a year of five digits there is none, and its CAST would be NULL.
        $"(YEAR({Name(column)}) > 0 AND ({Name(column)} < CAST('{from}' AS DATETIME){(to.StartsWith("10000", StringComparison.Ordinal) ? "" : $" OR {Name(column)} >= CAST('{to}' AS DATETIME)")}))";

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
    public override string? DigitsBeyond(Column column, int before, int behind) =>
        Sql(
            $"(ABS({Name(column)}) >= 1{new string('0', before)} OR {Name(column)} <> TRUNCATE({Name(column)}, {behind}))"
        );

    /// <inheritdoc/>
    public override string? HasMonths(Column column) => null;

    /// <inheritdoc/>
    public override string? WrongStorage(Column column) => null;

    /// <inheritdoc/>
    public override string MayCollide(Column column) =>
        $"(CONVERT({Name(column)} USING utf8mb4) COLLATE utf8mb4_bin RLIKE '[^ !-@\\\\[-~]' OR {Name(column)} LIKE '% ')";

    /// <inheritdoc/>
    public override string? InvalidText(Column column) =>
        MySql.MySqlDialect.MayLose(column)
            ? $"NOT ({MySql.MySqlDialect.IsWhole(Name(column), column.CharacterSet!)})"
            : null;

    /// <inheritdoc/>
    protected override string Text(Column column) => $"CAST(CONVERT({Name(column)} USING utf8mb4) AS BINARY)";

    private static string Sql(FormattableString sql) => sql.ToString(CultureInfo.InvariantCulture);
}
