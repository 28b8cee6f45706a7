using System.Diagnostics;
using PidMigration.Torture.Attempts;
using PidMigration.Torture.Proxies;

namespace PidMigration.Torture.Faults;

/// <summary>Nothing happens; proxies before both servers count the bytes, and the time at indexes is taken.</summary>
internal sealed class NoFault(TortureCase theCase) : Fault(theCase, 1)
{
    private readonly CutProxy _source = new(theCase.Source.Port);
    private readonly CutProxy _target = new(theCase.Target.Port);

    public override string Kind => "undisturbed";

    public override string Source => Case.Source.UrlOf(TortureCase.SourceDatabase, _source.Port);

    public override string Target => Case.Target.UrlOf(TortureCase.TargetDatabase, _target.Port);

    /// <summary>The bytes to and from the source.</summary>
    public long SourceBytes { get; private set; }

    /// <summary>The bytes to and from the target.</summary>
    public long TargetBytes { get; private set; }

    /// <summary>How long the target dropped and built indexes and keys.</summary>
    public TimeSpan IndexTime { get; private set; }

    public override async Task<InjectedFault?> InjectAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        var clock = new Stopwatch();
        while (!attempt.HasEnded)
        {
            if (await Watch.IsAtIndexesAsync(cancellationToken))
                clock.Start();
            else
                clock.Stop();
            await Task.Delay(Pace, cancellationToken);
        }
        IndexTime = clock.Elapsed;
        // Now: the checks afterwards come by here, too.
        (SourceBytes, TargetBytes) = (_source.Bytes, _target.Bytes);
        return null;
    }

    public override async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await _target.DisposeAsync();
        await base.DisposeAsync();
    }
}
