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
            ValueKind.Instant => $"({name} AT TIME ZONE 'UTC')",
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
}
