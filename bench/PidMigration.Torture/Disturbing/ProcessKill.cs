using PidMigration.Torture.Attempts;

namespace PidMigration.Torture.Disturbing;

/// <summary>SIGKILL of the process that copies.</summary>
internal class ProcessKill(TortureCase theCase, double share) : Disturbance(theCase, share)
{
    public override string Kind => "process killed";

    public sealed override bool MayRepeat => true;

    public sealed override async Task<Strike?> StrikeAsync(Attempt attempt, CancellationToken cancellationToken)
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
