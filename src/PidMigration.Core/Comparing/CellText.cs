using System.Text;
using PidMigration.Catalog;
using PidMigration.Rows;

namespace PidMigration.Comparing;

/// <summary>A cell's value as a string.</summary>
internal static class CellText
{
    /// <summary>The canonical text, bytes as hexadecimal digits; null for NULL.</summary>
    public static string? Format(RowBatch batch, int row, int field, ValueKind kind) =>
        batch.IsNull(row, field) ? null
        : kind == ValueKind.Bytes ? Convert.ToHexStringLower(batch.Field(row, field))
        : Encoding.UTF8.GetString(batch.Field(row, field));
}
