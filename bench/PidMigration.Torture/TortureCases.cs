using PidMigration.Torture.Checking;
using PidMigration.Torture.KillTargets;

namespace PidMigration.Torture;

/// <summary>The cases: a new one is a new entry.</summary>
internal static class TortureCases
{
    // Small batches: more commits to be killed between. Two lanes: two models are half done at once.
    private const string Small = "-BatchSize 500 -ThrottleLimit 2";

    /// <summary>The cases that the servers at hand allow.</summary>
    /// <param name="more">Options of Copy-PidModel for all of them.</param>
    public static IEnumerable<TortureCase> All(string more)
    {
        var (postgreSql, others) = KillTargetServers.Find();
        var fromPostgreSql = Audit(postgreSql);
        foreach (var other in others)
        {
            var fromOther = Audit(other);
            foreach (var options in (string[])["", Small])
            {
                yield return Make(postgreSql, other, $"{options} {more}", fromPostgreSql);
                yield return Make(other, postgreSql, $"{options} {more}", fromOther);
            }
        }
    }

    private static TortureCase Make(KillTarget source, KillTarget target, string options, RowAudit audit)
    {
        var words = options.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new(
            string.Join(' ', [$"{source.Name} → {target.Name}{(words.Length > 0 ? "," : "")}", .. words]),
            source,
            target,
            words,
            audit
        );
    }

    private static RowAudit Audit(KillTarget server) => new(server.Client, TortureCase.SourceDatabase);
}
