using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using PidMigration.Rows;

namespace PidMigration.Comparing;

/// <summary>
/// A row as 128 bits of its SHA-256, and as a cheap number that tells which part of all rows it belongs to.
/// </summary>
internal sealed class RowHash
{
    private readonly ArrayBufferWriter<byte> _row = new();

    /// <summary>Takes the batch's row: each field's length, or that it is NULL, and its bytes.</summary>
    public void Load(RowBatch batch, int row)
    {
        _row.ResetWrittenCount();
        for (var column = 0; column < batch.Columns; column++)
        {
            var value = batch.Field(row, column);
            BinaryPrimitives.WriteInt32LittleEndian(_row.GetSpan(4), batch.IsNull(row, column) ? -1 : value.Length);
            _row.Advance(4);
            _row.Write(value);
        }
    }

    /// <summary>
    /// The part, of as many as asked for, that the row belongs to; equal rows are in one part as long as the process
    /// runs.
    /// </summary>
    public uint Bucket(uint parts)
    {
        if (parts == 1)
            return 0;
        var hash = new HashCode();
        hash.AddBytes(_row.WrittenSpan);
        return (uint)hash.ToHashCode() % parts;
    }

    public UInt128 Hash()
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(_row.WrittenSpan, hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
