using PidMigration.Torture.Attempts;
using PidMigration.Torture.Victims;

namespace PidMigration.Torture.Disturbing;

/// <summary>Something that happens to a copy.</summary>
/// <param name="theCase">The copy.</param>
/// <param name="share">The moment, as a share of an undisturbed run.</param>
internal abstract class Disturbance(TortureCase theCase, double share) : IAsyncDisposable
{
    /// <summary>How long the server that is killed stays away at least.</summary>
    protected static readonly TimeSpan Away = TimeSpan.FromSeconds(1);

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

    /// <summary>Waits for the moment, strikes, and puts back what it took away.</summary>
    /// <returns>Null when the attempt ended before.</returns>
    public abstract Task<Strike?> StrikeAsync(Attempt attempt, CancellationToken cancellationToken);

    public virtual ValueTask DisposeAsync() => default;

    /// <summary>Waits for the moment; false when the attempt ended before.</summary>
    protected async Task<bool> AwaitMomentAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        var moment = theCase.Length * share;
        while (attempt.Elapsed < moment && !attempt.HasEnded)
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Clamp((moment - attempt.Elapsed).TotalMilliseconds, 1, 20)), cancellationToken);
        return !attempt.HasEnded;
    }

    /// <summary>What both servers are doing for the copy.</summary>
    protected async Task<string> PhaseAsync(CancellationToken cancellationToken)
    {
        var target = await PhaseAsync(theCase.Target, TortureCase.TargetDatabase, cancellationToken);
        var source = await PhaseAsync(theCase.Source, TortureCase.SourceDatabase, cancellationToken);
        return $"target: {target}; source: {source}";
    }

    private static async Task<string> PhaseAsync(VictimServer server, string database, CancellationToken cancellationToken) =>
        await server.ActivityAsync(database, cancellationToken) is { Length: > 0 } activity and not "NULL" ? activity : "no session";
}
