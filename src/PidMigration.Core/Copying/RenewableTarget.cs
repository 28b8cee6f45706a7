using PidMigration.Databases;

namespace PidMigration.Copying;

/// <summary>A session of the target that writes; another one in its place when it breaks.</summary>
internal sealed class RenewableTarget
{
    private string? _session;

    private RenewableTarget(Target target, string? session) => (Target, _session) = (target, session);

    public Target Target { get; private set; }

    public static async Task<RenewableTarget> OpenAsync(Target target, CancellationToken cancellationToken) =>
        new(target, await target.NameSessionAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>Takes another session in place of a broken one, which is ended on the server: what it had not committed must not hold up anything.</summary>
    public async Task RenewAsync(DatabaseAddress address, CancellationToken cancellationToken)
    {
        // A file has no other end that could have gone.
        if (!Target.WritesInParallel)
            return;
        var next = await DatabaseDrivers.For(address).OpenTargetAsync(address, cancellationToken).ConfigureAwait(false);
        Target.Abandon();
        Target = next;
        await EndAsync(next, cancellationToken).ConfigureAwait(false);
        _session = await next.NameSessionAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends the session at the server, where it may live on.</summary>
    public async Task EndAsync(Target by, CancellationToken cancellationToken)
    {
        if (_session is not null)
            await by.EndSessionAsync(_session, cancellationToken).ConfigureAwait(false);
    }
}
