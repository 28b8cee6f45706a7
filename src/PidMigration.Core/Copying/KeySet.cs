using System.Buffers.Text;
using System.Numerics;

namespace PidMigration.Copying;

/// <summary>The whole numbers that went through a column, a bit for each; so that foreign keys can be checked without asking the server for every row again.</summary>
internal sealed class KeySet
{
    /// <summary>Up to here a number has a bit: 8 MB for a table with keys that large.</summary>
    private const long Largest = 1L << 26;

    private ulong[] _bits = new ulong[16];

    /// <summary>Whether it holds all that went through: no number was below zero, too large, or none.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>Adds a value's canonical text.</summary>
    public void Add(ReadOnlySpan<byte> value)
    {
        if (!Utf8Parser.TryParse(value, out long number, out var used) || used != value.Length || number is < 0 or >= Largest)
        {
            IsComplete = false;
            return;
        }

        var word = (int)(number >> 6);
        if (word >= _bits.Length) Array.Resize(ref _bits, (int)BitOperations.RoundUpToPowerOf2((uint)word + 1));
        _bits[word] |= 1UL << (int)(number & 63);
    }

    /// <summary>Something about the column isn't known any more.</summary>
    public void Forget() => IsComplete = false;

    /// <summary>Whether every number of this set is in another one.</summary>
    public bool IsWithin(KeySet other)
    {
        for (var i = 0; i < _bits.Length; i++)
            if ((_bits[i] & ~(i < other._bits.Length ? other._bits[i] : 0)) != 0) return false;
        return true;
    }
}
