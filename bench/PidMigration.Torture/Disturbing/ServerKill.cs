using PidMigration.Torture.Attempts;
using PidMigration.Torture.Victims;

namespace PidMigration.Torture.Disturbing;

/// <summary>SIGKILL of a server with all its processes; it comes back a little later.</summary>
/// <param name="theCase">The copy.</param>
/// <param name="share">The moment, as a share of an undisturbed run.</param>
/// <param name="victim">Which server.</param>
/// <param name="kind">What the report calls it.</param>
internal sealed class ServerKill(TortureCase theCase, double share, VictimServer victim, string kind)
    : Disturbance(theCase, share)
{
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(1);

    public override string Kind => kind;

    public override IReadOnlyList<string> Options => ["-RetryCount", "8", "-RetryDelay", "0.5", "-Timeout", "20"];

    public override async Task<Strike?> StrikeAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        if (!await AwaitMomentAsync(attempt, cancellationToken))
            return null;
        var phase = await Watch.PhaseAsync(cancellationToken);
        if (attempt.HasEnded)
            return null;
        var moment = attempt.Elapsed;
        await victim.KillAsync(cancellationToken);
        try
        {
            await Task.Delay(Away, cancellationToken);
        }
        finally
        {
            await victim.RestartAsync(CancellationToken.None);
        }
        return new(moment, phase);
    }
}
