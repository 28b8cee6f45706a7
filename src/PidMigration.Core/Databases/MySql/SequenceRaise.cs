using System.Globalization;
using System.Numerics;
using PidMigration.Catalog;
using PidMigration.Sequences;

namespace PidMigration.Databases.MySql;

/// <summary>
/// Raises a sequence of MariaDB's. SETVAL alone knows where in its cache a sequence stands, and by itself never goes back: it
/// returns NULL then. What can be read is the cache's end, which says nothing of the numbers before it; so SETVAL is always asked.
/// It takes numbers beyond MAXVALUE without a word, so those are refused before. Source: MariaDB Knowledge Base, SETVAL; tried with
/// 10.11.
/// </summary>
internal static class SequenceRaise
{
    public static async Task<(BigInteger Old, BigInteger New)> RunAsync(Databases.Target target, Sequence sequence, BigInteger? last, CancellationToken cancellationToken)
    {
        var name = target.Dialect.Quote(sequence.Name);
        var row = (await target.QueryAsync($"SELECT next_not_cached_value, cycle_count FROM {name}", cancellationToken).ConfigureAwait(false))[0];
        var atMost = BigInteger.Parse(row[0], CultureInfo.InvariantCulture) - sequence.Increment;
        var beginning = sequence.First - sequence.Increment;
        if (last is not { } wanted || !Reach.IsBehind(beginning, wanted, sequence.Descends)) return (atMost, atMost);
        // The numbers that it would come to by itself: INCREMENT 2 keeps to odd ones.
        var goal = Reach.OnStep(beginning, sequence.Increment, wanted);
        if (Reach.IsBehind(sequence.End, goal, sequence.Descends)) goal = wanted;
        // Where it began anew (CYCLE), it counts rounds, and a number of an earlier one is a lower one.
        var set = await target.ScalarAsync($"SELECT SETVAL({name}, {goal}, 1, {row[1]})", cancellationToken).ConfigureAwait(false);
        if (set is null or DBNull) return (atMost, atMost);
        return (Reach.IsBehind(goal, atMost, sequence.Descends) ? goal : atMost, goal);
    }
}
