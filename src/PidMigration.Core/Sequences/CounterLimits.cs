using System.Numerics;
using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Failures;

namespace PidMigration.Sequences;

/// <summary>
/// What a counter can't get beyond: its sequence's MAXVALUE, its column's type. Servers find out at the next row, or
/// never.
/// </summary>
internal static class CounterLimits
{
    /// <summary>The error for a counter that would have to get beyond one of them; null where it needn't.</summary>
    public static MigrationException? Find(
        SequencePlan plan,
        EngineTraits traits,
        IEnumerable<(Table Table, KeyCounter Counter)> drawers
    )
    {
        if (plan.Wanted is not { } wanted)
            return null;
        if (plan.Counter.Sequence is { } sequence && SequenceArithmetic.IsBehind(sequence.End, wanted, plan.Descends))
            return Errors.CounterEnds(plan.Name, wanted, $"the sequence {sequence}", sequence.End);
        if (traits.HoldsAnyInteger)
            return wanted > long.MaxValue
                ? Errors.CounterEnds(plan.Name, wanted, $"the column {plan.Name}", long.MaxValue)
                : null;
        foreach (var (table, counter) in drawers)
            if (
                !counter.Computed
                && table.FindColumn(counter.Column) is { Kind: ValueKind.Integer, Bytes: > 0 } column
                && EndOf(column, plan.Descends) is var end
                && SequenceArithmetic.IsBehind(end, wanted, plan.Descends)
            )
                return Errors.CounterEnds(plan.Name, wanted, $"the column {table.Name}.{column.Name}", end);
        return null;
    }

    /// <summary>The largest number (or the smallest) that an integer column takes.</summary>
    public static BigInteger EndOf(Column column, bool descends)
    {
        var bits = column.Bytes * 8;
        if (column.Unsigned)
            return descends ? 0 : BigInteger.Pow(2, bits) - 1;
        return descends ? -BigInteger.Pow(2, bits - 1) : BigInteger.Pow(2, bits - 1) - 1;
    }
}
