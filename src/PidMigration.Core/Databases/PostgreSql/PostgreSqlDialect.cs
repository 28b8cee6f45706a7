using System.Text;
using PidMigration.Catalog;
using PidMigration.Rows;

namespace PidMigration.Databases.PostgreSql;

/// <summary>PostgreSQL's SQL.</summary>
internal sealed class PostgreSqlDialect : Dialect
{
    /// <inheritdoc/>
    public override string Quote(string identifier) =>
        "\"" + identifier.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <inheritdoc/>
    public override string Rows(TableName table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.OwnRowsOnly ? "ONLY " + Quote(table) : Quote(table);
    }

    /// <inheritdoc/>
    public override string Select(Column column)
    {
        var name = Quote(column.Name);
        return column.Kind switch
        {
            ValueKind.Boolean => $"{name}::int",
            // The session's zone is UTC; AT TIME ZONE 'UTC' says the same and looks the zone up for every value.
            ValueKind.Instant => $"{name}::timestamp",
            // The shortest text of the largest real, 3.4028235e38, is out of range to a server that reads it as a
            // double first.
            ValueKind.Float32 => $"{name}::float8",
            ValueKind.FixedText => $"{name}::text",
            ValueKind.Uuid => $"replace({name}::text, '-', '')",
            ValueKind.Composite => $"to_json({name})::text",
            _ => name,
        };
    }

    /// <inheritdoc/>
    public override string Order(Column column) =>
        column.Kind is ValueKind.Text or ValueKind.FixedText && column.NativeType != "name"
            ? $"{Quote(column.Name)} COLLATE \"C\""
            : Quote(column.Name);

    /// <inheritdoc/>
    public override string KeyText(Column column) =>
        column.Kind == ValueKind.Bytes ? $"upper(encode({Quote(column.Name)}, 'hex'))" : $"({Select(column)})::text";

    /// <inheritdoc/>
    public override string OrderText(Column column) =>
        (column.Kind == ValueKind.Bytes ? $"encode({Quote(column.Name)}, 'hex')" : $"({Select(column)})::text")
        + " COLLATE \"C\"";

    /// <inheritdoc/>
    public override string OrderUuid(Column column) => base.OrderUuid(column) + " COLLATE \"C\"";

    /// <inheritdoc/>
    public override string Literal(Column column, ReadOnlySpan<byte> value) =>
        column.Kind == ValueKind.Bytes ? $"'\\x{Convert.ToHexString(value)}'::bytea"
        : column.Kind is ValueKind.Integer or ValueKind.Decimal && NumberText.IsNumeric(value)
            ? Encoding.ASCII.GetString(value)
        : QuoteText(value);

    /// <inheritdoc/>
    /// <remarks>
    /// A numeric is longer than the driver's decimal, and NaN is the largest of all. PostgreSQL 15 manual, 8.1.2.
    /// </remarks>
    public override string FurthestNumber(TableName table, Column column, bool smallest)
    {
        var name = Quote(column.Name);
        var finite =
            column.Kind == ValueKind.Integer
                ? ""
                : $" FILTER (WHERE {name}::text NOT IN ('NaN', 'Infinity', '-Infinity'))";
        return $"SELECT ({(smallest ? "min" : "max")}({name}){finite})::text FROM {Quote(table)}";
    }

    /// <inheritdoc/>
    public override string DeleteOne(TableName table, string condition) =>
        $"DELETE FROM {Rows(table)} WHERE ctid = (SELECT ctid FROM {Rows(table)} WHERE {condition} LIMIT 1)";

    /// <inheritdoc/>
    public override TableName Stage { get; } = new("pg_temp", "pidmigration_rows");

    /// <inheritdoc/>
    public override string CreateStage(TableName table, IEnumerable<string> columns) =>
        $"CREATE TABLE {Quote(Stage)} AS SELECT {QuoteList(columns)} FROM {Rows(table)} WITH NO DATA";

    /// <inheritdoc/>
    public override bool HasNumbersFor(Column column) => column.Kind != ValueKind.Boolean;

    /// <inheritdoc/>
    public override IReadOnlyList<string>? DigestFields(Column column, bool mayBeLong)
    {
        var name = Quote(column.Name);
        var text = $"{name}::text";
        string Plain(string expression) => column.Nullable ? $"coalesce(({expression})::text, '-')" : expression;
        return column.Kind switch
        {
            ValueKind.Integer or ValueKind.Decimal or ValueKind.Date => [Plain(name)],
            ValueKind.Boolean or ValueKind.Timestamp or ValueKind.Instant or ValueKind.Uuid => [Plain(Select(column))],
            ValueKind.Text or ValueKind.FixedText or ValueKind.EnumLabel =>
            [
                $"coalesce(octet_length({text}), -1)",
                mayBeLong
                    ? $"CASE WHEN octet_length({text}) > {LongInDigest} THEN encode(sha256(convert_to({text}, "
                        + $"'UTF8')), 'hex') ELSE {text} END"
                    : text,
            ],
            ValueKind.Bytes => [$"coalesce(octet_length({name}), -1)", $"encode(sha256({name}), 'hex')"],
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
        // A function takes a hundred arguments.
        var row = string.Join(", ", fields.Chunk(50).Select(some => $"concat_ws(',', {string.Join(", ", some)})"));
        var name = Quote(key.Name);
        return $"SELECT g, count(*) AS n, encode(sha256(convert_to(string_agg(r, "
            + $"','{(size is null ? "" : " ORDER BY k")}), 'UTF8')), 'hex') AS h "
            + $"FROM (SELECT {(size is null ? "0" : $"{name} / {size}")} AS g, {name} AS k, concat_ws(',', {row}) "
            + $"AS r FROM {Rows(table)} WHERE {where} ORDER BY {name}) t GROUP BY g";
    }
}
