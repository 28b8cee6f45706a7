using System.Globalization;
using PidMigration.Catalog;

namespace PidMigration.Sequences;

/// <summary>What raising a sequence can't take care of.</summary>
internal static class SequenceWarnings
{
    /// <summary>The remarks of one sequence of the target, in one text; null for none.</summary>
    /// <param name="sequence">The sequence.</param>
    /// <param name="drawers">The target's columns that draw from it.</param>
    /// <param name="told">Whether a counter of the source tells what was issued.</param>
    public static string? Of(Sequence sequence, IReadOnlyList<(Table Table, KeyCounter Counter)> drawers, bool told)
    {
        var remarks = new List<string>();
        if (!told && drawers.FirstOrDefault(d => d.Counter.Computed) is { Table: { } table, Counter: { } counter })
            remarks.Add(
                $"{table.Name}.{counter.Column} is computed from numbers of the sequence {sequence}. Neither its "
                    + "values nor the source tell which numbers were used: make sure that the sequence is beyond them."
            );
        if (sequence.Cycles)
            remarks.Add(
                $"The sequence {sequence} starts again after {sequence.End} (CYCLE), and then repeats its numbers."
            );
        if (sequence is { Issued: { } issued, KeptBySession.IsOne: false })
            remarks.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Sessions of the application may hold numbers of the sequence {sequence} up to {issued} "
                        + $"(CACHE {sequence.KeptBySession}): have them reconnect."
                )
            );
        return remarks.Count == 0 ? null : string.Join(" ", remarks);
    }
}
