using System.Numerics;
using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Failures;

namespace PidMigration.Sequences;

/// <summary>A counter of the target, and the number it must not stay below (above, where it counts down).</summary>
/// <param name="Name">The counter's name for people.</param>
/// <param name="Kind">What issues the numbers.</param>
/// <param name="Table">The table whose keys it issues, or the one that holds its row; null for a sequence that no
/// column draws from.</param>
/// <param name="Counter">The counter; for a row of sequences_sequence, its name stands in <see
/// cref="KeyCounter.Name"/>.</param>
/// <param name="Source">The largest number that the source ever issued; null for none.</param>
/// <param name="TargetMaximum">The largest number in the target's rows; null for none.</param>
public sealed record SequencePlan(
    string Name,
    SequenceKind Kind,
    Table? Table,
    KeyCounter Counter,
    BigInteger? Source,
    BigInteger? TargetMaximum
)
{
    /// <summary>The target's columns that draw from it, as <c>table.column</c>.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>What the user should know of it; null for nothing.</summary>
    public string? Remark { get; init; }

    /// <summary>Why it can't be raised so far; null where it can.</summary>
    public MigrationException? Obstacle { get; init; }

    public bool Descends => Counter.Sequence is { Descends: true };

    /// <summary>
    /// The number that must have been issued already, as far as the target is concerned; null where none was.
    /// </summary>
    public BigInteger? Wanted => SequenceArithmetic.Further(Source, TargetMaximum, Descends);

    /// <summary>Whether it is a row of sequences_sequence.</summary>
    internal bool IsRow =>
        Kind is SequenceKind.Noid or SequenceKind.Row && Table is { Name.Name: SequenceRow.TableName };

    /// <summary>Raises it, as far as it has to be. Returns what it stood at and stands at now.</summary>
    internal Task<(BigInteger Old, BigInteger New)> RaiseAsync(Target target, CancellationToken cancellationToken) =>
        IsRow
            ? SequenceRow.RaiseAsync(target, Table!, Counter.Name, Wanted ?? 0, cancellationToken)
            : target.RaiseCounterAsync(Table, Counter, Wanted, cancellationToken);
}
