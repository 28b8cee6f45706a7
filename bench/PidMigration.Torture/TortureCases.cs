using PidMigration.Torture.Checking;
using PidMigration.Torture.Victims;

namespace PidMigration.Torture;

/// <summary>The cases: a new one is a new entry.</summary>
internal static class TortureCases
{
    /// <summary>The cases that the servers at hand allow.</summary>
    public static IEnumerable<TortureCase> All()
    {
        var (postgreSql, others) = VictimServers.Find();
        var fromPostgreSql = Audit(postgreSql);
        foreach (var other in others)
        {
            var fromOther = Audit(other);
            yield return new($"PostgreSQL → {other.Name}", postgreSql, other, [], fromPostgreSql);
            yield return new($"{other.Name} → PostgreSQL", other, postgreSql, [], fromOther);
            // Small batches: more commits to be killed between. Two lanes: two models are half done at once.
            yield return new($"PostgreSQL → {other.Name}, -BatchSize 500 -ThrottleLimit 2", postgreSql, other, ["-BatchSize", "500", "-ThrottleLimit", "2"], fromPostgreSql);
            yield return new($"{other.Name} → PostgreSQL, -BatchSize 500 -ThrottleLimit 2", other, postgreSql, ["-BatchSize", "500", "-ThrottleLimit", "2"], fromOther);
        }
    }

    private static RowAudit Audit(VictimServer server) => new(server.Client, TortureCase.SourceDatabase);
}
