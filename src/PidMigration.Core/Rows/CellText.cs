using System.Text;
using System.Text.Unicode;
using PidMigration.Catalog;

namespace PidMigration.Rows;

/// <summary>
/// A cell's canonical text as a string, and the way back: bytes are hexadecimal digits, everything else is its
/// characters.
/// </summary>
internal static class CellText
{
    /// <summary>The text of a batch's cell; null for NULL.</summary>
    public static string? Format(RowBatch batch, int row, int field, ValueKind kind) =>
        batch.IsNull(row, field) ? null : Format(batch.Field(row, field), kind);

    public static string Format(ReadOnlySpan<byte> value, ValueKind kind) =>
        kind == ValueKind.Bytes ? Convert.ToHexStringLower(value) : Encoding.UTF8.GetString(value);

    /// <summary>
    /// The text of a batch's cell for files that people read: bytes, and characters that aren't UTF-8, as hexadecimal
    /// digits after <c>\x</c>; null for NULL.
    /// </summary>
    public static string? FormatMarked(RowBatch batch, int row, int field, ValueKind kind)
    {
        if (batch.IsNull(row, field))
            return null;
        var value = batch.Field(row, field);
        return kind == ValueKind.Bytes || !Utf8.IsValid(value)
            ? "\\x" + Convert.ToHexStringLower(value)
            : Encoding.UTF8.GetString(value);
    }

    /// <summary>The value that <see cref="Format(ReadOnlySpan{byte}, ValueKind)"/> made a text of.</summary>
    public static byte[] Parse(string text, ValueKind kind) =>
        kind == ValueKind.Bytes ? Convert.FromHexString(text) : Encoding.UTF8.GetBytes(text);
}
