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
        dialect.DeleteOne(table.Name, string.Join(" AND ", columns.Select((c, i) => Equals(rows, row, c, i))));

    private string Value(RowBatch rows, int row, int column) =>
        rows.IsNull(row, column) ? "NULL"
        : columns[column].Kind is ValueKind.Boolean or ValueKind.Bits or ValueKind.Year
        && dialect.HasNumbersFor(columns[column])
        && NumberText.IsNumeric(rows.Field(row, column))
            ? Encoding.ASCII.GetString(rows.Field(row, column))
        : dialect.Literal(columns[column], rows.Field(row, column));

    private string Equals(RowBatch rows, int row, Column column, int i)
    {
        var name = dialect.Quote(column.Name);
        if (rows.IsNull(row, i))
            return $"{name} IS NULL";
        // Characters are compared as they stand, whatever a collation takes for one; all else by value.
        return
            column.Kind
                is ValueKind.Text
                    or ValueKind.FixedText
                    or ValueKind.EnumLabel
                    or ValueKind.Json
                    or ValueKind.Uuid
                    or ValueKind.Network
                    or ValueKind.Composite
                    or ValueKind.Duration
            ? $"{dialect.OrderText(column)} = {dialect.Literal(column with { Kind = ValueKind.Text }, rows.Field(row, i))}"
            : $"{name} = {Value(rows, row, i)}";
    }
}
