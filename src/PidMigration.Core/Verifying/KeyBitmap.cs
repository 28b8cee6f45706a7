using System.Buffers.Binary;
using System.Numerics;

namespace PidMigration.Verifying;

/// <summary>
/// The whole numbers that were copied into a column, a bit for each, so that foreign keys can be checked without asking
/// the server about every row.
/// </summary>
internal sealed class KeyBitmap
{
    /// <summary>Up to here a number has a bit: 8 MB for a table with keys that large.</summary>
    private const long Largest = 1L << 26;

    /// <summary>The numbers of a page: 8 KB, which the collector can move and doesn't let lie about.</summary>
    private const int PageBits = 16;

    private ulong[]?[] _pages = new ulong[]?[16];

    /// <summary>Whether it holds all that went through: no number was below zero, too large, or none.</summary>
    public bool IsExact { get; private set; } = true;

    public void Add(ReadOnlySpan<byte> value)
    {
        var number = Number(value);
        if (number >= Largest)
        {
            IsExact = false;
            return;
        }

        var page = (int)(number >> PageBits);
        if (page >= _pages.Length)
            Array.Resize(ref _pages, (int)BitOperations.RoundUpToPowerOf2((uint)page + 1));
        var bits = _pages[page] ??= new ulong[1 << (PageBits - 6)];
        bits[(int)(number >> 6) & (bits.Length - 1)] |= 1UL << (int)(number & 63);
    }

    /// <summary>Something about the column isn't known any more.</summary>
    public void Invalidate() => IsExact = false;

    /// <summary>Whether every number of this set is in another one.</summary>
    public bool IsSubsetOf(KeyBitmap other)
    {
        for (var page = 0; page < _pages.Length; page++)
        {
            if (_pages[page] is not { } ours)
                continue;
            var theirs = page < other._pages.Length ? other._pages[page] : null;
            for (var i = 0; i < ours.Length; i++)
                if ((ours[i] & ~(theirs is null ? 0 : theirs[i])) != 0)
                    return false;
        }

        return true;
    }

    /// <summary>
    /// The number that a canonical text stands for; <see cref="Largest"/> where it has no bit: digits, and nothing
    /// before them that would make it another one.
    /// </summary>
    private static long Number(ReadOnlySpan<byte> value)
    {
        if (value.Length is < 4 or > 8)
        {
            long number = value.IsEmpty ? Largest : 0;
            foreach (var digit in value)
                number = (uint)(digit - '0') > 9 || number >= Largest ? Largest : number * 10 + (digit - '0');
            return number;
        }

        // Four to eight digits at once, one in each byte: those before the last four, moved up after zeros, and the
        // last four.
        const uint Zeros = 0x30303030;
        var first = (uint)((ulong)(BinaryPrimitives.ReadUInt32LittleEndian(value) ^ Zeros) << 8 * (8 - value.Length));
        var digits = first | (ulong)(BinaryPrimitives.ReadUInt32LittleEndian(value[^4..]) ^ Zeros) << 32;
        if (((digits + 0x7676767676767676 | digits) & 0x8080808080808080) != 0)
            return Largest;
        // Two and two make a number below 100, then below 10,000, then the whole.
        digits = digits * 10 + (digits >> 8);
        return (long)(
            (
                (digits & 0x000000FF000000FF) * 0x000F424000000064
                + (digits >> 16 & 0x000000FF000000FF) * 0x0000271000000001
            ) >> 32
        );
    }
}
