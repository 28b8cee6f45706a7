using System.Globalization;
using System.Numerics;
using PidMigration.Catalog;

namespace PidMigration.Databases.MySql;

/// <summary>
/// Raises a sequence of MariaDB's. SETVAL alone knows where in its cache a sequence stands, and by itself never goes
/// back: it returns NULL then. What can be read is the cache's end, which says nothing of the numbers before it; so
/// SETVAL is always asked. It takes numbers beyond MAXVALUE without a word, so those are refused before. Source:
/// MariaDB Knowledge Base, SETVAL; tried with 10.11.
/// </summary>
internal static class SequenceRaise
{
    public static async Task<(BigInteger Old, BigInteger New)> RunAsync(
        Target target,
        Sequence sequence,
        BigInteger? last,
        CancellationToken cancellationToken
    )
    {
        var name = target.Dialect.Quote(sequence.Name);
        var (atMost, rounds) = await ReadAsync(target, sequence, cancellationToken).ConfigureAwait(false);
        var beginning = sequence.First - sequence.Increment;
        if (last is not { } wanted || !SequenceArithmetic.IsBehind(beginning, wanted, sequence.Descends))
            return (atMost, atMost);
        // The numbers that it would come to by itself: INCREMENT 2 keeps to odd ones.
        var goal = SequenceArithmetic.OnStep(beginning, sequence.Increment, wanted);
        if (SequenceArithmetic.IsBehind(sequence.End, goal, sequence.Descends))
            goal = wanted;
        // Where it started over (CYCLE), it counts rounds, and a number of an earlier one is a lower one.
        var set = await target
            .ScalarAsync($"SELECT SETVAL({name}, {goal}, 1, {rounds})", cancellationToken)
            .ConfigureAwait(false);
        if (set is not (null or DBNull))
            return (SequenceArithmetic.IsBehind(goal, atMost, sequence.Descends) ? goal : atMost, goal);
        // It stood further already, if only since a moment ago.
        var (now, _) = await ReadAsync(target, sequence, cancellationToken).ConfigureAwait(false);
        return (now, now);
    }

    /// <summary>The number that it can't have passed, and how often it started over.</summary>
    private static async Task<(BigInteger AtMost, string Rounds)> ReadAsync(
        Target target,
        Sequence sequence,
        CancellationToken cancellationToken
    )
    {
        var sql = $"SELECT next_not_cached_value, cycle_count FROM {target.Dialect.Quote(sequence.Name)}";
        var rows = await target.QueryAsync(sql, cancellationToken).ConfigureAwait(false);
        return (BigInteger.Parse(rows[0][0], CultureInfo.InvariantCulture) - sequence.Increment, rows[0][1]);
    }
}
