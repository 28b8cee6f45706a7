using PidMigration.Torture.Attempts;
using PidMigration.Torture.Cutting;

namespace PidMigration.Torture.Disturbing;

/// <summary>Nothing happens; proxies before both servers count the bytes.</summary>
internal sealed class Undisturbed(TortureCase theCase) : Disturbance(theCase, 1)
{
    private readonly CutProxy _source = new(theCase.Source.Port);
    private readonly CutProxy _target = new(theCase.Target.Port);

    public override string Kind => "undisturbed";

    public override string Source => Case.Source.UrlOf(TortureCase.SourceDatabase, _source.Port);

    public override string Target => Case.Target.UrlOf(TortureCase.TargetDatabase, _target.Port);

    /// <summary>The bytes to and from the source.</summary>
    public long SourceBytes => _source.Bytes;

    /// <summary>The bytes to and from the target.</summary>
    public long TargetBytes => _target.Bytes;

    public override Task<Strike?> StrikeAsync(Attempt attempt, CancellationToken cancellationToken) => Task.FromResult<Strike?>(null);

    public override async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await _target.DisposeAsync();
        await base.DisposeAsync();
    }
}
