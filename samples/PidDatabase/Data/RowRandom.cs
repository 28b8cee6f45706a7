namespace PidDatabase.Data;

/// <summary>
/// A stream of random numbers (SplitMix64) that depends on the seed, the table and the row only, so a row's values
/// don't change with the version of .NET, the scale or the order in which rows are written.
/// </summary>
internal struct RowRandom
{
    private ulong _state;

    public RowRandom(long seed, int table, long row) =>
        _state = Mix(Mix((ulong)seed ^ 0x5049444D49475241) ^ ((ulong)table << 48) ^ (ulong)row);

    /// <summary>64 random bits.</summary>
    public ulong Next() => Mix(_state += 0x9E3779B97F4A7C15);

    /// <summary>A number from 0 to below the limit.</summary>
    public int Below(int limit) => (int)Math.BigMul(Next(), (ulong)limit, out _);

    /// <summary>True once in so many.</summary>
    public bool OneIn(int times) => Below(times) == 0;

    /// <summary>One of the choices.</summary>
    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
