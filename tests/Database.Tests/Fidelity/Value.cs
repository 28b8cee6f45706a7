namespace PidMigration.Database.Tests.Fidelity;

/// <summary>One value of a case.</summary>
/// <param name="Literal">How the source's client writes it.</param>
/// <param name="Arrives">How it reads in the target; null for NULL. Where a case reads bytes, their digits.</param>
public sealed record Value(string Literal, string? Arrives)
{
    /// <summary>Whether the pre-flight names it.</summary>
    public bool Named { get; init; }

    /// <summary>Whether the load refuses it.</summary>
    public bool Refused { get; init; }

    /// <summary>Whether the source can't be read beyond it.</summary>
    public bool Unreadable { get; init; }

    /// <summary>A literal that arrives as it is written, quotes taken off.</summary>
    public static implicit operator Value(string literal) => FromString(literal);

    public static implicit operator Value((string Literal, string? Arrives) pair) => new(pair.Literal, pair.Arrives);

    public static Value FromString(string literal) =>
        new(
            literal,
            literal == "NULL" ? null
                : literal.StartsWith('\'') ? literal[1..^1].Replace("''", "'", StringComparison.Ordinal)
                : literal
        );

    /// <summary>Has no form in the target: the pre-flight names it, and the load refuses it.</summary>
    public static Value Bad(string literal) => new(literal, null) { Named = true, Refused = true };

    /// <summary>Only the load can tell, and refuses it.</summary>
    public static Value Late(string literal) => new(literal, null) { Refused = true };

    /// <summary>
    /// Not stored as its column promises: the pre-flight names it, and reading ends there, so that nothing of the table
    /// arrives.
    /// </summary>
    public static Value Unread(string literal) =>
        new(literal, null)
        {
            Named = true,
            Refused = true,
            Unreadable = true,
        };

    /// <summary>The pre-flight warns of it, but loaded all the same it arrives.</summary>
    public static Value Odd(string literal) => FromString(literal) with { Named = true };
}
