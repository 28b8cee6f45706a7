using System.Text;
using PidMigration.Catalog;
using PidMigration.Rows;

namespace PidMigration.Databases.PostgreSql;

/// <summary>PostgreSQL's SQL.</summary>
internal sealed class Dialect : Databases.Dialect
{
    /// <inheritdoc/>
    public override string Quote(string identifier) => "\"" + identifier.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <inheritdoc/>
    public override string Select(Column column)
    {
        var name = Quote(column.Name);
        return column.Kind switch
        {
            ValueKind.Boolean => $"{name}::int",
            // The session's zone is UTC; AT TIME ZONE 'UTC' says the same and looks the zone up for every value.
            ValueKind.Instant => $"{name}::timestamp",
            // The shortest text of the largest real, 3.4028235e38, is out of range to a server that reads it as a double first.
            ValueKind.Float32 => $"{name}::float8",
            ValueKind.FixedText => $"{name}::text",
            ValueKind.Uuid => $"replace({name}::text, '-', '')",
            ValueKind.Composite => $"to_json({name})::text",
            _ => name,
        };
    }

    /// <inheritdoc/>
    public override string Order(Column column) =>
        column.Kind is ValueKind.Text or ValueKind.FixedText && column.NativeType != "name" ? $"{Quote(column.Name)} COLLATE \"C\"" : Quote(column.Name);

    /// <inheritdoc/>
    public override string KeyText(Column column) =>
        column.Kind == ValueKind.Bytes ? $"upper(encode({Quote(column.Name)}, 'hex'))" : $"({Select(column)})::text";

    /// <inheritdoc/>
    public override string OrderText(Column column) =>
        (column.Kind == ValueKind.Bytes ? $"encode({Quote(column.Name)}, 'hex')" : $"({Select(column)})::text") + " COLLATE \"C\"";

    /// <inheritdoc/>
    public override string OrderUuid(Column column) => base.OrderUuid(column) + " COLLATE \"C\"";

    /// <inheritdoc/>
    public override string Literal(Column column, ReadOnlySpan<byte> value) =>
        column.Kind == ValueKind.Bytes ? $"'\\x{Convert.ToHexString(value)}'::bytea"
        : column.Kind is ValueKind.Integer or ValueKind.Decimal && PlainNumber.Is(value) ? Encoding.ASCII.GetString(value)
        : QuoteText(value);

    /// <inheritdoc/>
    public override string DeleteOne(TableName table, string condition) => $"DELETE FROM {Quote(table)} WHERE ctid = (SELECT ctid FROM {Quote(table)} WHERE {condition} LIMIT 1)";

    /// <inheritdoc/>
    public override bool HasNumbersFor(Column column) => column.Kind != ValueKind.Boolean;

    /// <inheritdoc/>
    public override string? DigestText(Column column)
    {
        var name = Quote(column.Name);
        return column.Kind switch
        {
            ValueKind.Integer or ValueKind.Decimal or ValueKind.Text or ValueKind.FixedText or ValueKind.Label or ValueKind.Date => $"{name}::text",
            ValueKind.Boolean => $"{name}::int::text",
            ValueKind.Bytes => $"encode({name}, 'hex')",
            ValueKind.Timestamp or ValueKind.Instant => $"to_char({name}::timestamp, 'YYYY-MM-DD HH24:MI:SS.US')",
            ValueKind.Uuid => Select(column),
            _ => null,
        };
    }

    /// <inheritdoc/>
    public override string DigestQuery(TableName table, Column key, IReadOnlyList<Column> columns, long size, string? where)
    {
        var fields = columns.Select(DigestText).Select(t => $"coalesce(octet_length({t}) || ':' || {t}, '-')");
        return $"SELECT g, count(*), count(h), sum(('x' || substr(h, 1, 15))::bit(60)::bigint)::text, sum(('x' || substr(h, 16, 15))::bit(60)::bigint)::text "
            + $"FROM (SELECT {Quote(key.Name)} / {size} AS g, encode(sha256(convert_to({string.Join(" || ", fields)}, 'UTF8')), 'hex') AS h FROM {Quote(table)}{(where is null ? "" : $" WHERE {where}")}) r GROUP BY g";
    }
}
