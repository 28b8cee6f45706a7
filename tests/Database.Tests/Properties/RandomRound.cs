using Xunit.Sdk;

namespace PidMigration.Database.Tests.Properties;

/// <summary>One round of a random test; a failure names the seed and the round that repeat it.</summary>
internal static class RandomRound
{
    public static async Task RunAsync(int seed, int round, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is not SkipException and not OperationCanceledException)
        {
            throw new XunitException($"Round {round} with seed {seed} failed: {e.Message}", e);
        }
    }
}
