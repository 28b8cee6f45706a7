using System.Numerics;
using PidMigration.Catalog;

namespace PidMigration.Catalog;

/// <summary>
/// How far a counter has come, upward or, where it counts down, downward. Null stands for: nowhere yet.
/// </summary>
internal static class SequenceArithmetic
{
    /// <summary>The one of two that lies further on.</summary>
    public static BigInteger? Further(BigInteger? one, BigInteger? other, bool descends) =>
        one is not { } a ? other
        : other is not { } b ? one
        : IsBehind(a, b, descends) ? b
        : a;

    /// <summary>Whether a counter at <paramref name="at"/> has yet to come to <paramref name="wanted"/>.</summary>
    public static bool IsBehind(BigInteger at, BigInteger wanted, bool descends) =>
        descends ? at > wanted : at < wanted;

    /// <summary>
    /// The first number from <paramref name="wanted"/> on that a counter comes to by its own steps from where it
    /// stands.
    /// </summary>
    public static BigInteger OnStep(BigInteger at, BigInteger increment, BigInteger wanted)
    {
        if (!IsBehind(at, wanted, increment.Sign < 0))
            return at;
        var steps = BigInteger.DivRem(wanted - at, increment, out var rest);
        return at + (steps + (rest.IsZero ? 0 : 1)) * increment;
    }

    /// <summary>
    /// How far upward (downward) a sequence has come, whichever way it counts: one that counts the other way began
    /// there.
    /// </summary>
    public static BigInteger? Of(Sequence sequence, bool descends) =>
        sequence.Issued is not { } issued ? null
        : sequence.Descends == descends ? issued
        : sequence.First;
}
