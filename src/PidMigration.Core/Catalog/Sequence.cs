using System.Numerics;

namespace PidMigration.Catalog;

/// <summary>A native sequence (PostgreSQL, MariaDB), whether a column owns it, draws from it, or neither.</summary>
/// <param name="Name">Its name; sequences and tables share one name space.</param>
public sealed record Sequence(TableName Name)
{
    /// <summary>
    /// The number that it issued last, or one that it can't have passed: numbers that the server has put by count as
    /// issued. Null where it has issued none.
    /// </summary>
    public BigInteger? Issued { get; init; }

    /// <summary>Whether the user may read <see cref="Issued"/>; null stands there otherwise.</summary>
    public bool Readable { get; init; } = true;

    /// <summary>The number it begins with.</summary>
    public BigInteger First { get; init; } = BigInteger.One;

    /// <summary>What is added for the next number; below 0 it counts down.</summary>
    public BigInteger Increment { get; init; } = BigInteger.One;

    /// <summary>The smallest number it issues.</summary>
    public BigInteger Minimum { get; init; } = BigInteger.One;

    /// <summary>The largest number it issues.</summary>
    public BigInteger Maximum { get; init; } = long.MaxValue;

    /// <summary>
    /// How many numbers one session of the application takes at once and keeps to itself; 1 where it keeps none.
    /// </summary>
    public BigInteger KeptBySession { get; init; } = BigInteger.One;

    /// <summary>Whether it begins again at its other end, and issues what was issued (CYCLE).</summary>
    public bool Cycles { get; init; }

    /// <summary>
    /// Whether it belongs to a column (serial, identity, OWNED BY), whatever that column's default is.
    /// </summary>
    public bool Owned { get; init; }

    /// <summary>Whether an extension made it, which minds it itself.</summary>
    public bool OfExtension { get; init; }

    /// <summary>Whether it counts down.</summary>
    public bool Descends => Increment.Sign < 0;

    /// <summary>The last number there is for it.</summary>
    public BigInteger End => Descends ? Minimum : Maximum;

    /// <summary>For people: <c>schema.sequence</c>, or the bare name.</summary>
    public override string ToString() => Name.ToString();
}
