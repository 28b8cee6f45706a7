using System.Diagnostics;
using PidMigration.Torture.Attempts;

namespace PidMigration.Torture.Faults;

/// <summary>
/// SIGKILL of the process that copies, while the target drops or builds an index or a key, or just after that.
/// </summary>
/// <param name="theCase">The copy.</param>
/// <param name="share">The moment, as a share of the time in which that goes on.</param>
internal sealed class IndexKill(TortureCase theCase, double share) : ProcessKill(theCase, share)
{
    public override string Kind => "process killed at indexes";

    protected override async Task<bool> AwaitMomentAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        // Counted is the time in which an index is at work, so that the drops at the beginning and the building at the
        // end are hit alike, however long the load between them takes.
        var atIndexes = new Stopwatch();
        while (atIndexes.Elapsed < Case.IndexTime * Share || atIndexes.ElapsedTicks == 0)
        {
            if (attempt.HasEnded)
                return false;
            if (await Watch.IsAtIndexesAsync(cancellationToken))
                atIndexes.Start();
            else
                atIndexes.Stop();
            await Task.Delay(Pace, cancellationToken);
        }
        return !attempt.HasEnded;
    }
}
