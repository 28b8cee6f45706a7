using System.Numerics;

namespace PidMigration.Sequences;

/// <summary>
/// A counter of the target: where it stood, and where it stands now. Of a sequence that counts down, "largest" is the
/// smallest. The numbers are as large as they have to be: BIGINT UNSIGNED goes beyond what 63 bits hold, a numeric key
/// beyond that.
/// </summary>
public sealed record PidSequence
{
    /// <summary>
    /// The counter's name: <c>pid_pid.id</c>, or the sequence's own where no column owns it (<c>pid_noid</c>).
    /// </summary>
    public required string Name { get; init; }

    /// <summary>What issues the numbers: AutoIncrement, Sequence, SqliteSequence, Noid or Row.</summary>
    public required string Kind { get; init; }

    /// <summary>The largest number that the source ever issued, as far as it knows; 0 for none.</summary>
    public BigInteger Source { get; init; }

    /// <summary>The largest number in the target's rows; 0 for none.</summary>
    public BigInteger Held { get; init; }

    /// <summary>The last number issued before. MariaDB tells of a sequence only what it can't have passed.</summary>
    public BigInteger Old { get; init; }

    /// <summary>The last number issued now; the next one is one more, or what the sequence's INCREMENT says.</summary>
    public BigInteger New { get; init; }

    /// <summary>The target's columns that draw from it, as <c>table.column</c>.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>What the user should know of it; null for nothing.</summary>
    public string? Remark { get; init; }
}
