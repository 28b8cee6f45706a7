using System.Numerics;

namespace PidMigration.Catalog;

/// <summary>A native sequence (PostgreSQL, MariaDB), whether a column owns it, draws from it, or neither.</summary>
/// <param name="Name">Its name; sequences and tables share one name space.</param>
public sealed record Sequence(TableName Name)
{
    /// <summary>
    /// The number that it issued last, or an upper bound: numbers that the server has cached count as
    /// issued. Null if it has issued none.
    /// </summary>
    public BigInteger? Issued { get; init; }

    /// <summary>Whether the user may read <see cref="Issued"/>, which is null otherwise.</summary>
    public bool Readable { get; init; } = true;

    public BigInteger First { get; init; } = BigInteger.One;

    /// <summary>The difference between two numbers; negative for a descending sequence.</summary>
    public BigInteger Increment { get; init; } = BigInteger.One;

    public BigInteger Minimum { get; init; } = BigInteger.One;

    public BigInteger Maximum { get; init; } = long.MaxValue;

    /// <summary>
    /// How many numbers a session of the application reserves at once (CACHE); 1 if it reserves none.
    /// </summary>
    public BigInteger KeptBySession { get; init; } = BigInteger.One;

    /// <summary>Whether it starts over at its end and reissues its numbers (CYCLE).</summary>
    public bool Cycles { get; init; }

    /// <summary>
    /// Whether it belongs to a column (serial, identity, OWNED BY), whatever that column's default is.
    /// </summary>
    public bool Owned { get; init; }

    /// <summary>Whether it belongs to an extension, which maintains it.</summary>
    public bool OfExtension { get; init; }

    public bool Descends => Increment.Sign < 0;

    /// <summary>The last number that it can issue.</summary>
    public BigInteger End => Descends ? Minimum : Maximum;

    /// <summary>For people: <c>schema.sequence</c>, or the bare name.</summary>
    public override string ToString() => Name.ToString();
}
