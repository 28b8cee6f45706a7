using System.Buffers;
using System.Text;
using System.Text.Unicode;
using MySqlConnector;
using PidMigration.Catalog;
using PidMigration.Failures;
using PidMigration.Rows;

namespace PidMigration.Databases.MySql;

/// <summary>Writes batches by INSERT statements of many rows, for servers whose local_infile is off.</summary>
internal sealed class InsertLoader : StrictLoader
{
    /// <summary>
    /// The driver takes a statement as a string, twice as large, and copies it again into a packet: larger ones gain
    /// nothing but memory.
    /// </summary>
    private const int UsualStatement = 1 << 18;
    private static readonly SearchValues<byte> Special = SearchValues.Create("\0'\\"u8);

    private readonly MySqlConnection _connection;
    private readonly byte[] _head;
    private readonly long _most;
    private readonly LiteralKind[] _forms;
    private readonly ArrayBufferWriter<byte> _statement = new(UsualStatement + (1 << 14));

    public InsertLoader(MySqlConnection connection, LoadPlan plan, Dialect dialect, long maxPacket)
        : base(connection, plan)
    {
        _connection = connection;
        _head = Encoding.UTF8.GetBytes(
            $"INSERT INTO {dialect.Quote(plan.Table.Name)} "
                + $"({dialect.QuoteList(plan.Columns.Select(c => c.Name))}) VALUES "
        );
        _most = Math.Min(UsualStatement, maxPacket / 2);
        _forms =
        [
            .. plan.Columns.Select(c =>
                c.Kind switch
                {
                    ValueKind.Bytes => LiteralKind.Hex,
                    ValueKind.Integer or ValueKind.Decimal or ValueKind.Boolean or ValueKind.Bits or ValueKind.Year =>
                        LiteralKind.Number,
                    _ => LiteralKind.Text,
                }
            ),
        ];
    }

    private enum LiteralKind
    {
        Text,
        Number,
        Hex,
    }

    /// <summary>The strict way for the loader that has a faster one.</summary>
    public Task<long> WriteStrictlyAsync(
        RowBatch batch,
        int first,
        int count,
        MySqlTransaction transaction,
        CancellationToken cancellationToken
    ) => WriteAsync(batch, first, count, transaction, cancellationToken);

    /// <inheritdoc/>
    protected override async Task<long> LoadAsync(
        RowBatch batch,
        int first,
        int count,
        MySqlTransaction transaction,
        CancellationToken cancellationToken
    )
    {
        long arrived = 0;
        await using var command = _connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandTimeout = 0;
        for (var row = first; row < first + count; )
        {
            FirstRow = row;
            _statement.ResetWrittenCount();
            _statement.Write(_head);
            do
            {
                if (row > FirstRow)
                    _statement.Write(","u8);
                WriteRow(batch, row++);
            } while (row < first + count && _statement.WrittenCount < _most);
            command.CommandText = Encoding.UTF8.GetString(_statement.WrittenSpan);
            arrived += await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }

        return arrived;
    }

    private void WriteRow(RowBatch batch, int row)
    {
        _statement.Write("("u8);
        for (var column = 0; column < batch.Columns; column++)
        {
            if (column > 0)
                _statement.Write(","u8);
            if (batch.IsNull(row, column))
            {
                _statement.Write("NULL"u8);
                continue;
            }

            var value = batch.Field(row, column);
            // A number that isn't just digits goes as text, which strict mode refuses by name where it makes no sense.
            if (_forms[column] == LiteralKind.Number && NumberText.IsNumeric(value))
                _statement.Write(value);
            else if (_forms[column] == LiteralKind.Hex)
                WriteHex(value);
            else if (Utf8.IsValid(value))
                WriteText(value);
            // The statement goes as characters; what is none would become a mark for that.
            else
                throw Errors.LoadFailed(
                    Plan.Model,
                    $"column '{Plan.Columns[column].Name}' of {DescribeRow(batch, row)}",
                    $"{DisplayValue.Format(batch, row, column)} is not valid text.",
                    null,
                    row
                );
        }

        _statement.Write(")"u8);
    }

    private void WriteHex(ReadOnlySpan<byte> value)
    {
        _statement.Write("X'"u8);
        var digits = _statement.GetSpan(value.Length * 2);
        Convert.TryToHexString(value, digits, out var written);
        _statement.Advance(written);
        _statement.Write("'"u8);
    }

    private void WriteText(ReadOnlySpan<byte> value)
    {
        _statement.Write("'"u8);
        while (true)
        {
            var special = value.IndexOfAny(Special);
            if (special < 0)
                break;
            _statement.Write(value[..special]);
            _statement.Write(
                value[special] switch
                {
                    0 => "\\0"u8,
                    (byte)'\'' => "\\'"u8,
                    _ => "\\\\"u8,
                }
            );
            value = value[(special + 1)..];
        }

        _statement.Write(value);
        _statement.Write("'"u8);
    }
}
