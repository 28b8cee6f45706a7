using System.Text;
using PidMigration.Catalog;
using PidMigration.Rows;

namespace PidMigration.Databases.MySql;

/// <summary>
/// The SQL of MySQL and MariaDB. What is read comes as binary strings, which the driver hands out as bytes, without
/// decoding: CAST(… AS BINARY) leaves the bytes alone, so other character sets than UTF-8 are converted first.
/// </summary>
internal sealed class MySqlDialect : Dialect
{
    private static readonly HashSet<string> Utf8Sets = new(StringComparer.OrdinalIgnoreCase)
    {
        "utf8mb4",
        "utf8mb3",
        "utf8",
        "ascii",
    };

    /// <summary>Whether a text may hold bytes that are no characters of its set.</summary>
    public static bool MayLose(Column column) =>
        column is { Kind: ValueKind.Text or ValueKind.FixedText } && CharacterSets.MayBeInvalid(column.CharacterSet);

    /// <summary>Whether a text is the same after it went through UTF-8.</summary>
    public static string IsWhole(string name, string set) =>
        $"CAST(CONVERT(CONVERT({name} USING utf8mb4) USING {set}) AS BINARY) <=> CAST({name} AS BINARY)";

    /// <inheritdoc/>
    public override string Quote(string identifier) =>
        "`" + identifier.Replace("`", "``", StringComparison.Ordinal) + "`";

    /// <inheritdoc/>
    public override string Select(Column column)
    {
        var name = Quote(column.Name);
        return column.Kind switch
        {
            ValueKind.Bytes => name,
            ValueKind.Bits => $"CAST(CAST({name} AS UNSIGNED) AS BINARY)",
            // FLOAT prints six digits; as a DOUBLE it prints all that it holds. MySQL 8.4 manual, 14.8.3. Times one, as
            // −0 plus 0 is 0.
            ValueKind.Float32 => $"CAST(({name} * 1e0) AS BINARY)",
            ValueKind.Uuid => $"CAST(REPLACE({name}, '-', '') AS BINARY)",
            // As binary, INET4 and INET6 are 4 and 16 bytes.
            ValueKind.Network => $"CAST(CAST({name} AS CHAR) AS BINARY)",
            ValueKind.Integer when column.NativeType.Contains("zerofill", StringComparison.Ordinal) =>
                $"CAST(({name} + 0) AS BINARY)",
            ValueKind.Json => $"CAST(CONVERT({name} USING utf8mb4) AS BINARY)",
            // What is no character of the set would turn into question marks: as bytes after FF, which no text of
            // UTF-8 has, every target refuses it.
            _ when MayLose(column) =>
                $"IF({IsWhole(name, column.CharacterSet!)}, CAST(CONVERT({name} USING utf8mb4) AS BINARY), "
                    + $"CONCAT(X'FF', CAST({name} AS BINARY)))",
            ValueKind.Text
            or ValueKind.FixedText
            or ValueKind.EnumLabel
            or ValueKind.EnumSet when column.CharacterSet is { } set && !Utf8Sets.Contains(set) =>
                $"CAST(CONVERT({name} USING utf8mb4) AS BINARY)",
            _ => $"CAST({name} AS BINARY)",
        };
    }

    /// <inheritdoc/>
    public override string Order(Column column) =>
        column.Kind is ValueKind.Text or ValueKind.FixedText or ValueKind.EnumLabel or ValueKind.EnumSet
            ? $"CAST({Quote(column.Name)} AS BINARY)"
            : Quote(column.Name);

    /// <inheritdoc/>
    public override string OrderText(Column column) =>
        column.Kind == ValueKind.Bytes ? $"CAST(LOWER(HEX({Quote(column.Name)})) AS BINARY)" : Select(column);

    /// <inheritdoc/>
    public override string OrderUuid(Column column) => $"CAST({base.OrderUuid(column)} AS BINARY)";

    /// <inheritdoc/>
    public override string Literal(Column column, ReadOnlySpan<byte> value) =>
        column.Kind is ValueKind.Integer or ValueKind.Decimal && NumberText.IsNumeric(value)
            ? Encoding.ASCII.GetString(value)
        : column.Kind == ValueKind.Bytes ? $"X'{Convert.ToHexString(value)}'"
        : $"_utf8mb4 X'{Convert.ToHexString(value)}'";

    /// <inheritdoc/>
    public override string LongText => "LONGTEXT";

    /// <inheritdoc/>
    public override string TableOptions => " ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";

    /// <inheritdoc/>
    public override string OrderLiteral(Column column, ReadOnlySpan<byte> value)
    {
        var literal = Literal(column, value);
        return column.Kind is ValueKind.Text or ValueKind.FixedText
            ? $"CAST(CONVERT({literal} USING {column.CharacterSet ?? "utf8mb4"}) AS BINARY)"
            : literal;
    }

    /// <inheritdoc/>
    /// <remarks>DECIMAL has up to 65 digits, more than the driver's decimal.</remarks>
    public override string FurthestNumber(TableName table, Column column, bool smallest) =>
        $"SELECT CAST({(smallest ? "MIN" : "MAX")}({Quote(column.Name)}) AS CHAR) FROM {Quote(table)}";

    /// <inheritdoc/>
    public override string DeleteOne(TableName table, string condition) =>
        $"DELETE FROM {Rows(table)} WHERE {condition} LIMIT 1";

    /// <summary>
    /// The key of our temporary tables, which a server may want of every table (sql_require_primary_key).
    /// </summary>
    public const string RowNumber = "pidmigration_row BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY";

    /// <inheritdoc/>
    public override TableName Stage { get; } = new(null, "pidmigration_rows");

    /// <inheritdoc/>
    public override string CreateStage(TableName table, IEnumerable<string> columns) =>
        $"CREATE TEMPORARY TABLE {Quote(Stage)} ({RowNumber}){TableOptions} SELECT {QuoteList(columns)} FROM "
        + $"{Rows(table)} WHERE 1 = 0";

    /// <inheritdoc/>
    public override string UpdateFromStage(
        TableName table,
        IReadOnlyList<string> key,
        IReadOnlyList<string> set,
        IReadOnlyList<string> kept
    ) =>
        $"UPDATE {Rows(table)} AS t JOIN {Quote(Stage)} AS r ON {SameKey(key)} SET "
        + string.Join(
            ", ",
            [.. set.Select(c => $"t.{Quote(c)} = r.{Quote(c)}"), .. kept.Select(c => $"t.{Quote(c)} = t.{Quote(c)}")]
        );

    /// <inheritdoc/>
    public override IReadOnlyList<string>? DigestFields(Column column, bool mayBeLong)
    {
        var name = Quote(column.Name);
        var text = Select(column);
        var length = column.CharacterSet is { } set && Utf8Sets.Contains(set) ? name : text;
        string Plain(string expression) => column.Nullable ? $"IFNULL({expression}, '-')" : expression;
        return column.Kind switch
        {
            ValueKind.Integer when column.NativeType.Contains("zerofill", StringComparison.Ordinal) => [Plain(text)],
            ValueKind.Integer or ValueKind.Decimal or ValueKind.Boolean or ValueKind.Date => [Plain(name)],
            ValueKind.Uuid => [Plain(text)],
            // PostgreSQL writes a fraction without zeros at its end.
            ValueKind.Timestamp or ValueKind.Instant =>
            [
                Plain(column.Scale > 0 ? $"TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM {name}))" : name),
            ],
            ValueKind.Text or ValueKind.FixedText or ValueKind.EnumLabel =>
            [
                $"IFNULL(OCTET_LENGTH({length}), IF({name} IS NULL, -1, RAND()))",
                mayBeLong
                    ? $"IF(OCTET_LENGTH({length}) > {LongInDigest}, CAST(SHA2({text}, 256) AS BINARY), {text})"
                    : text,
            ],
            ValueKind.Bytes => [$"IFNULL(OCTET_LENGTH({name}), -1)", $"SHA2({name}, 256)"],
            _ => null,
        };
    }

    /// <inheritdoc/>
    public override string DigestQuery(
        TableName table,
        Column key,
        IEnumerable<string> fields,
        long? size,
        string where
    )
    {
        // A row that can't be written becomes something that nothing is like, never nothing; what was cut off has no
        // digest. Not UUID(): MariaDB 10.11 takes that for every row.
        var row = $"IFNULL(CONCAT_WS(',', {string.Join(", ", fields)}), RAND())";
        var name = Quote(key.Name);
        var (group, order) = size is null ? ("0", "") : ($"{name} DIV {size}", $" ORDER BY {name}");
        return "SELECT g, n, IF(OCTET_LENGTH(c) < LEAST(@@group_concat_max_len, @@max_allowed_packet), SHA2(c, "
            + "256), NULL) AS h "
            + $"FROM (SELECT {group} AS g, COUNT(*) AS n, GROUP_CONCAT({row}{order} SEPARATOR ',') AS c FROM "
            + $"{Rows(table)} WHERE {where}{(size is null ? "" : " GROUP BY 1")}) d";
    }
}
