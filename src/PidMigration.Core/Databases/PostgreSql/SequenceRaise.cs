using System.Globalization;
using System.Numerics;
using PidMigration.Catalog;

namespace PidMigration.Databases.PostgreSql;

/// <summary>
/// Raises a sequence while others may draw from it. setval sets whatever it is given, and no lock keeps nextval away
/// that a user without the sequence's ownership may take: LOCK TABLE refuses sequences, ALTER SEQUENCE wants the owner
/// and waits for every transaction that has drawn. So a short way is gone by nextval itself, which never goes back, and
/// a long one is jumped by a setval that looks first, in one statement: to be lowered by it, a sequence would have to
/// issue more numbers than the short way has while that statement runs. Source: PostgreSQL 15 manual, 9.17, Sequence
/// Manipulation Functions.
/// </summary>
internal static class SequenceRaise
{
    /// <summary>The most numbers that are drawn one by one: about a tenth of a second.</summary>
    public const int ShortWay = 100_000;

    public static async Task<(BigInteger Old, BigInteger New)> RunAsync(
        Target target,
        Sequence sequence,
        BigInteger? last,
        CancellationToken cancellationToken
    )
    {
        var name = target.Dialect.Quote(sequence.Name);
        var literal = $"'{name.Replace("'", "''", StringComparison.Ordinal)}'";
        var (increment, descends) = (sequence.Increment, sequence.Descends);
        // Before the first number it stands a step before its beginning.
        var standing = $"last_value::numeric - CASE WHEN is_called THEN 0 ELSE {increment} END";
        async Task<BigInteger> StandingAsync() =>
            BigInteger.Parse(
                (string)
                    (
                        await target
                            .ScalarAsync($"SELECT ({standing})::text FROM {name}", cancellationToken)
                            .ConfigureAwait(false)
                    )!,
                CultureInfo.InvariantCulture
            );

        var old = await StandingAsync().ConfigureAwait(false);
        if (last is not { } wanted || !SequenceArithmetic.IsBehind(old, wanted, descends))
            return (old, old);
        // The numbers that it would come to by itself: INCREMENT 2 keeps to odd ones.
        var goal = SequenceArithmetic.OnStep(old, increment, wanted);
        var beyond = SequenceArithmetic.IsBehind(sequence.End, goal, descends);
        var steps = (goal - old) / increment;
        var sql =
            steps <= ShortWay && !beyond
                ? $"SELECT count(nextval({literal})) FROM generate_series(1, {steps})"
                : $"SELECT setval({literal}, {(beyond ? wanted : goal)}) FROM {name} WHERE {standing} "
                    + $"{(descends ? ">" : "<")} {wanted}";
        await target.ScalarAsync(sql, cancellationToken).ConfigureAwait(false);
        return (old, await StandingAsync().ConfigureAwait(false));
    }
}
