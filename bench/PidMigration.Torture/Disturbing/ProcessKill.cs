using PidMigration.Torture.Attempts;

namespace PidMigration.Torture.Disturbing;

/// <summary>SIGKILL of the process that copies.</summary>
internal sealed class ProcessKill(TortureCase theCase, double share) : Disturbance(theCase, share)
{
    public override string Kind => "process killed";

    public override bool MayRepeat => true;

    public override async Task<Strike?> StrikeAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        if (!await AwaitMomentAsync(attempt, cancellationToken))
            return null;
        var phase = await Watch.PhaseAsync(cancellationToken);
        if (attempt.HasEnded)
            return null;
        attempt.Kill();
        return new(attempt.Elapsed, phase);
    }
}
