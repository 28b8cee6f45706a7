using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using PidMigration.Rows;

namespace PidMigration.Comparing;

/// <summary>A row as 128 bits of its SHA-256.</summary>
internal sealed class RowHash
{
    private readonly ArrayBufferWriter<byte> _row = new();

    /// <summary>The hash of the batch's row: each field's length, or that it is NULL, and its bytes.</summary>
    public UInt128 Of(RowBatch batch, int row)
    {
        _row.ResetWrittenCount();
        for (var column = 0; column < batch.Columns; column++)
        {
            var value = batch.Field(row, column);
            BinaryPrimitives.WriteInt32LittleEndian(_row.GetSpan(4), batch.IsNull(row, column) ? -1 : value.Length);
            _row.Advance(4);
            _row.Write(value);
        }

        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(_row.WrittenSpan, hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
