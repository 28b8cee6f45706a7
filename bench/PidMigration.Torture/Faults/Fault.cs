using PidMigration.Torture.Attempts;

namespace PidMigration.Torture.Faults;

/// <summary>Something that happens to a copy.</summary>
/// <param name="theCase">The copy.</param>
/// <param name="share">The moment, as a share of an undisturbed run.</param>
internal abstract class Fault(TortureCase theCase, double share) : IAsyncDisposable
{
    /// <summary>How often is looked, where looking tells the moment.</summary>
    protected static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(3);

    private ActivityWatch? _watch;

    /// <summary>What the report calls it.</summary>
    public abstract string Kind { get; }

    /// <summary>The source's address as the client gets it.</summary>
    public virtual string Source => theCase.Source.UrlOf(TortureCase.SourceDatabase);

    /// <summary>The target's address as the client gets it.</summary>
    public virtual string Target => theCase.Target.UrlOf(TortureCase.TargetDatabase);

    /// <summary>Copy-PidModel's options besides the case's own.</summary>
    public virtual IReadOnlyList<string> Options => [];

    /// <summary>Whether a resume may be struck again.</summary>
    public virtual bool MayRepeat => false;

    /// <summary>The copy.</summary>
    protected TortureCase Case => theCase;

    /// <summary>The moment, as a share of an undisturbed run.</summary>
    protected double Share => share;

    /// <summary>Sees what is struck; opened before the attempt starts, so that it doesn't move the moment.</summary>
    protected ActivityWatch Watch => _watch ?? throw new InvalidOperationException("Not prepared.");

    /// <summary>To be called before the attempt starts.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken) =>
        _watch = await ActivityWatch.OpenAsync(theCase, cancellationToken);

    /// <summary>Waits for the moment, strikes, and puts back what it took away.</summary>
    /// <returns>Null when the attempt ended before.</returns>
    public abstract Task<InjectedFault?> InjectAsync(Attempt attempt, CancellationToken cancellationToken);

    public virtual async ValueTask DisposeAsync()
    {
        if (_watch is not null)
            await _watch.DisposeAsync();
    }

    /// <summary>Waits for the moment; false when the attempt ended before.</summary>
    protected virtual async Task<bool> AwaitMomentAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        var moment = theCase.Length * share;
        while (attempt.Elapsed < moment && !attempt.HasEnded)
            await Task.Delay(
                TimeSpan.FromMilliseconds(Math.Clamp((moment - attempt.Elapsed).TotalMilliseconds, 1, 20)),
                cancellationToken
            );
        return !attempt.HasEnded;
    }
}
