using Xunit.Sdk;

namespace PidMigration.Core.Tests;

/// <summary>
/// Rounds of a random test, each with a seed of its own: a failing round names its seed, and <see cref="Once"/> repeats
/// it alone.
/// </summary>
internal static class RandomRounds
{
    public static void Run(int rounds, Action<Random> round)
    {
        for (var seed = 1; seed <= rounds; seed++)
            Once(seed, round);
    }

    public static void Once(int seed, Action<Random> round)
    {
        try
        {
            round(new Random(seed));
        }
        catch (Exception e)
        {
            throw new XunitException($"The round with seed {seed} failed: {e.Message}", e);
        }
    }
}
