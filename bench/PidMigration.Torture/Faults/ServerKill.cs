using PidMigration.Torture.Attempts;
using PidMigration.Torture.KillTargets;

namespace PidMigration.Torture.Faults;

/// <summary>SIGKILL of a server with all its processes; it comes back a little later.</summary>
/// <param name="theCase">The copy.</param>
/// <param name="share">The moment, as a share of an undisturbed run.</param>
/// <param name="killTarget">Which server.</param>
/// <param name="kind">What the report calls it.</param>
internal sealed class ServerKill(TortureCase theCase, double share, KillTarget killTarget, string kind)
    : Fault(theCase, share)
{
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(1);

    public override string Kind => kind;

    public override IReadOnlyList<string> Options => ["-RetryCount", "8", "-RetryDelay", "0.5", "-Timeout", "20"];

    public override async Task<InjectedFault?> InjectAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        if (!await AwaitMomentAsync(attempt, cancellationToken))
            return null;
        var phase = await Watch.PhaseAsync(cancellationToken);
        if (attempt.HasEnded)
            return null;
        var moment = attempt.Elapsed;
        await killTarget.KillAsync(cancellationToken);
        try
        {
            await Task.Delay(Away, cancellationToken);
        }
        finally
        {
            await killTarget.RestartAsync(CancellationToken.None);
        }
        return new(moment, phase);
    }
}
