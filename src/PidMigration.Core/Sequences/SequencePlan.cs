using PidMigration.Catalog;

namespace PidMigration.Sequences;

/// <summary>A counter of the target, and the number it must not stay below.</summary>
/// <param name="Name">The counter's name for people.</param>
/// <param name="Kind">What issues the numbers.</param>
/// <param name="Table">The table whose keys it issues, or the one that holds its row.</param>
/// <param name="Counter">The counter; for a row of sequences_sequence, its name stands in <see cref="Counter.Name"/>.</param>
/// <param name="Source">The largest number that the source ever issued.</param>
/// <param name="Held">The largest number in the target's rows.</param>
/// <param name="Remark">What the user should know of it.</param>
public sealed record SequencePlan(string Name, string Kind, Table Table, Counter Counter, long Source, long Held, string? Remark)
{
    /// <summary>The number that must have been issued already, as far as the target is concerned.</summary>
    public long Wanted => Math.Max(Source, Held);
}
