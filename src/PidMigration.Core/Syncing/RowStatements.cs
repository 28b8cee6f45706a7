using System.Text;
using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Rows;

namespace PidMigration.Syncing;

/// <summary>The statements that delete single rows of a target by all of their values.</summary>
internal sealed class RowStatements(Dialect dialect, Table table, IReadOnlyList<Column> columns)
{
    /// <summary>Deletes one row that holds just the values of the batch's row, of however many there are.</summary>
    public string DeleteOne(RowBatch rows, int row) =>
        dialect.DeleteOne(
            table.Name,
            KeyPredicate.Row(
                [.. columns.Select(Expression)],
                i => rows.IsNull(row, i) ? null : Value(columns[i], rows.Field(row, i))
            )
        );

    // Characters are compared as they stand, whatever a collation treats as equal; everything else by value.
    private static bool IsComparedAsText(Column column) =>
        column.Kind
            is ValueKind.Text
                or ValueKind.FixedText
                or ValueKind.EnumLabel
                or ValueKind.Json
                or ValueKind.Uuid
                or ValueKind.Network
                or ValueKind.Composite
                or ValueKind.Duration;

    private string Expression(Column column) =>
        IsComparedAsText(column) ? dialect.OrderText(column) : dialect.Quote(column.Name);

    private string Value(Column column, ReadOnlySpan<byte> value)
    {
        if (IsComparedAsText(column))
            return dialect.Literal(column with { Kind = ValueKind.Text }, value);
        return
            column.Kind is ValueKind.Boolean or ValueKind.Bits or ValueKind.Year
            && dialect.HasNumbersFor(column)
            && NumberText.IsNumeric(value)
            ? Encoding.ASCII.GetString(value)
            : dialect.Literal(column, value);
    }
}
