using System.Numerics;

namespace PidMigration.Copying;

/// <summary>The whole numbers that went through a column, a bit for each; so that foreign keys can be checked without asking the server for every row again.</summary>
internal sealed class KeySet
{
    /// <summary>Up to here a number has a bit: 8 MB for a table with keys that large.</summary>
    private const long Largest = 1L << 26;

    /// <summary>The numbers of a page: 8 KB, which the collector can move and doesn't let lie about.</summary>
    private const int PageBits = 16;

    private ulong[]?[] _pages = new ulong[]?[16];

    /// <summary>Whether it holds all that went through: no number was below zero, too large, or none.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>Adds a value's canonical text.</summary>
    public void Add(ReadOnlySpan<byte> value)
    {
        // A canonical text: digits, and nothing before them that would make the number another one.
        long number = 0;
        foreach (var digit in value) number = (uint)(digit - '0') > 9 || number >= Largest ? Largest : number * 10 + (digit - '0');
        if (number >= Largest || value.IsEmpty)
        {
            IsComplete = false;
            return;
        }

        var page = (int)(number >> PageBits);
        if (page >= _pages.Length) Array.Resize(ref _pages, (int)BitOperations.RoundUpToPowerOf2((uint)page + 1));
        var bits = _pages[page] ??= new ulong[1 << (PageBits - 6)];
        bits[(int)(number >> 6) & (bits.Length - 1)] |= 1UL << (int)(number & 63);
    }

    /// <summary>Something about the column isn't known any more.</summary>
    public void Forget() => IsComplete = false;

    /// <summary>Whether every number of this set is in another one.</summary>
    public bool IsWithin(KeySet other)
    {
        for (var page = 0; page < _pages.Length; page++)
        {
            if (_pages[page] is not { } ours) continue;
            var theirs = page < other._pages.Length ? other._pages[page] : null;
            for (var i = 0; i < ours.Length; i++)
                if ((ours[i] & ~(theirs is null ? 0 : theirs[i])) != 0) return false;
        }

        return true;
    }
}
