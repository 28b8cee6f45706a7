using PidMigration.Torture.Attempts;

namespace PidMigration.Torture.Faults;

/// <summary>SIGKILL of the process that copies.</summary>
internal class ProcessKill(TortureCase theCase, double share) : Fault(theCase, share)
{
    public override string Kind => "process killed";

    public sealed override bool MayRepeat => true;

    public sealed override async Task<InjectedFault?> InjectAsync(Attempt attempt, CancellationToken cancellationToken)
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
