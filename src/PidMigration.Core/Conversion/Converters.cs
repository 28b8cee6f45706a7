using System.Globalization;
using PidMigration.Rows;

namespace PidMigration.Conversion;

/// <summary>What is done to values whose canonical text differs between the two kinds.</summary>
internal static class Converters
{
    /// <summary>A decimal without a fraction, as a whole number.</summary>
    public static bool WholeNumber(ReadOnlySpan<byte> value, RowBatch output)
    {
        var point = value.IndexOf((byte)'.');
        if (point >= 0 && value[(point + 1)..].ContainsAnyExcept((byte)'0')) return false;
        output.Append(point < 0 ? value : value[..point]);
        return true;
    }

    /// <summary>A double that is a float, too.</summary>
    public static bool Float32(ReadOnlySpan<byte> value, RowBatch output)
    {
        if (!double.TryParse(value, CultureInfo.InvariantCulture, out var number) || (double.IsFinite(number) && (float)number != number)) return false;
        output.Append(value);
        return true;
    }

    /// <summary>A UUID as people write it, with or without dashes and braces.</summary>
    public static bool Uuid(ReadOnlySpan<byte> value, RowBatch output)
    {
        if (!Guid.TryParse(value, CultureInfo.InvariantCulture, out var uuid)) return false;
        return Format(uuid, "N", output);
    }

    /// <summary>32 digits, with dashes.</summary>
    public static bool DashedUuid(ReadOnlySpan<byte> value, RowBatch output) =>
        Guid.TryParseExact(System.Text.Encoding.ASCII.GetString(value), "N", out var uuid) && Format(uuid, "D", output);

    /// <summary>32 digits as 16 bytes.</summary>
    public static bool UuidToBytes(ReadOnlySpan<byte> value, RowBatch output)
    {
        if (value.Length != 32 || Convert.FromHexString(value, output.Reserve(16), out _, out var written) != System.Buffers.OperationStatus.Done) return false;
        output.EndField(written);
        return true;
    }

    /// <summary>16 bytes as 32 digits.</summary>
    public static bool UuidFromBytes(ReadOnlySpan<byte> value, RowBatch output)
    {
        if (value.Length != 16) return false;
        Convert.TryToHexStringLower(value, output.Reserve(32), out var written);
        output.EndField(written);
        return true;
    }

    private static bool Format(Guid uuid, string format, RowBatch output)
    {
        uuid.TryFormat(output.Reserve(36), out var written, format);
        output.EndField(written);
        return true;
    }
}
