using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;
using PidMigration.Catalog;
using PidMigration.Failures;
using PidMigration.Rows;
using SQLitePCL;

namespace PidMigration.Databases.Sqlite;

/// <summary>
/// Reads rows value by value. A value whose storage class isn't what its column promises stops the reading.
/// </summary>
internal sealed class SqliteRowReader(ConnectionLease lease, Statement statement, ReadPlan plan, ByteOrder? encoding)
    : RowReader(lease)
{
    private readonly byte[] _number = new byte[64];
    private byte[] _text = [];
    private ushort[] _units = [];
    private bool _ended;

    /// <inheritdoc/>
    public override void Fill(RowBatch batch, BatchLimit limit, CancellationToken cancellationToken)
    {
        batch.Clear();
        while (!_ended && !limit.IsReached(batch))
        {
            cancellationToken.ThrowIfCancellationRequested();
            _ended = !statement.Step();
            if (_ended)
                break;
            for (var column = 0; column < plan.Columns.Count; column++)
                Take(batch, column);
        }
    }

    /// <inheritdoc/>
    protected override ValueTask<bool> CloseAsync()
    {
        statement.Dispose();
        return ValueTask.FromResult(true);
    }

    private void Take(RowBatch batch, int column)
    {
        var storage = raw.sqlite3_column_type(statement.Handle, column);
        if (storage == raw.SQLITE_NULL)
        {
            batch.AppendNull();
            return;
        }

        var kind = plan.Columns[column].Kind;
        switch (kind)
        {
            case ValueKind.Boolean
                when storage == raw.SQLITE_INTEGER && raw.sqlite3_column_int64(statement.Handle, column) is 0 or 1:
            case ValueKind.Integer or ValueKind.Decimal or ValueKind.Float64 when storage == raw.SQLITE_INTEGER:
                Utf8Formatter.TryFormat(raw.sqlite3_column_int64(statement.Handle, column), _number, out var digits);
                batch.Append(_number.AsSpan(0, digits));
                break;
            case ValueKind.Float64 when storage == raw.SQLITE_FLOAT:
                raw.sqlite3_column_double(statement.Handle, column)
                    .TryFormat(_number, out var length, "R", CultureInfo.InvariantCulture);
                batch.Append(_number.AsSpan(0, length));
                break;
            case ValueKind.Decimal when storage == raw.SQLITE_FLOAT:
                batch.Append(
                    Encoding.ASCII.GetBytes(NumberText.Format(raw.sqlite3_column_double(statement.Handle, column)))
                );
                break;
            case ValueKind.Decimal when storage == raw.SQLITE_TEXT && NumberText.IsNumeric(Text(column)):
            case ValueKind.Timestamp or ValueKind.Time when storage == raw.SQLITE_TEXT:
                var text = Text(column);
                batch.Append(NumberText.TrimFraction(text));
                break;
            case ValueKind.Text or ValueKind.Json or ValueKind.Date when storage == raw.SQLITE_TEXT:
                batch.Append(Text(column));
                break;
            case ValueKind.Bytes when storage == raw.SQLITE_BLOB:
                batch.Append(raw.sqlite3_column_blob(statement.Handle, column));
                break;
            default:
                throw Errors.BadValue(
                    plan.Table.Name.ToString(),
                    plan.Columns[column].Name,
                    Key(),
                    Shown(column),
                    $"is stored as {StorageName(storage)} in a column declared '{plan.Columns[column].NativeType}'"
                );
        }
    }

    private string Key() => RowLabel.Key(plan.Key.Select(k => (k.Name, Shown(plan.Columns.ToList().IndexOf(k)))));

    /// <summary>A value for a message, as SQLite itself writes it.</summary>
    private string Shown(int column) =>
        DisplayValue.Format(
            Encoding.UTF8.GetBytes(raw.sqlite3_column_text(statement.Handle, column).utf8_to_string() ?? "NULL")
        );

    /// <summary>A text in UTF-8, valid until the next call.</summary>
    private ReadOnlySpan<byte> Text(int column)
    {
        var stored = raw.sqlite3_column_blob(statement.Handle, column);
        if (encoding is not { } order)
            return stored;
        // No character takes more than three bytes for two of UTF-16.
        if (_text.Length < stored.Length / 2 * 3)
            (_text, _units) = (new byte[stored.Length * 3], new ushort[stored.Length]);
        var units = _units.AsSpan(0, stored.Length / 2);
        MemoryMarshal.Cast<byte, ushort>(stored).CopyTo(units);
        if (order == ByteOrder.Swapped)
            BinaryPrimitives.ReverseEndianness(units, units);
        if (
            Utf8.FromUtf16(
                MemoryMarshal.Cast<ushort, char>(units),
                _text,
                out _,
                out var written,
                replaceInvalidSequences: false
            ) != OperationStatus.Done
        )
            throw Errors.BadValue(
                plan.Table.Name.ToString(),
                plan.Columns[column].Name,
                Key(),
                Shown(column),
                "contains an incomplete character"
            );
        return _text.AsSpan(0, written);
    }

    private static string StorageName(int storage) =>
        storage switch
        {
            raw.SQLITE_INTEGER => "an integer",
            raw.SQLITE_FLOAT => "a real",
            raw.SQLITE_TEXT => "text",
            _ => "a blob",
        };
}
