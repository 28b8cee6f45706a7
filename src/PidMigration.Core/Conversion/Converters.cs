using System.Buffers;
using System.Globalization;
using System.Text;
using PidMigration.Rows;

namespace PidMigration.Conversion;

/// <summary>What is done to values whose canonical text differs between two kinds.</summary>
internal static class Converters
{
    private const int NoForm = -1;

    /// <summary>A decimal without a fraction, as a whole number.</summary>
    public static int WholeNumber(ReadOnlySpan<byte> value, RowBatch output)
    {
        var point = value.IndexOf((byte)'.');
        if (point >= 0 && value[(point + 1)..].ContainsAnyExcept((byte)'0')) return NoForm;
        output.Append(point < 0 ? value : value[..point]);
        return 0;
    }

    /// <summary>A double that is a float, too.</summary>
    public static int Float32(ReadOnlySpan<byte> value, RowBatch output)
    {
        if (!double.TryParse(value, CultureInfo.InvariantCulture, out var number) || (double.IsFinite(number) && (float)number != number)) return NoForm;
        output.Append(value);
        return 0;
    }

    /// <summary>A UUID as people write it, with or without dashes and braces.</summary>
    public static int Uuid(ReadOnlySpan<byte> value, RowBatch output) =>
        Guid.TryParse(value, CultureInfo.InvariantCulture, out var uuid) ? Format(uuid, "N", output) : NoForm;

    /// <summary>32 digits, with dashes.</summary>
    public static int DashedUuid(ReadOnlySpan<byte> value, RowBatch output) =>
        Guid.TryParseExact(Encoding.ASCII.GetString(value), "N", out var uuid) ? Format(uuid, "D", output) : NoForm;

    /// <summary>32 digits as 16 bytes.</summary>
    public static int UuidToBytes(ReadOnlySpan<byte> value, RowBatch output)
    {
        if (value.Length != 32 || Convert.FromHexString(value, output.Reserve(16), out _, out var written) != OperationStatus.Done) return NoForm;
        output.EndField(written);
        return 0;
    }

    /// <summary>16 bytes as 32 digits.</summary>
    public static int UuidFromBytes(ReadOnlySpan<byte> value, RowBatch output)
    {
        if (value.Length != 16) return NoForm;
        Convert.TryToHexStringLower(value, output.Reserve(32), out var written);
        output.EndField(written);
        return 0;
    }

    private static int Format(Guid uuid, string format, RowBatch output)
    {
        uuid.TryFormat(output.Reserve(36), out var written, format);
        output.EndField(written);
        return 0;
    }
}
