using PidMigration.Databases;

namespace PidMigration.Copying.Loading;

/// <summary>
/// A session of the target that writes, and that another one replaces when it breaks. Owned by the task that took it
/// from the pool.
/// </summary>
internal sealed class RenewableTarget
{
    /// <summary>The name by which the server ends the session; null where it can't.</summary>
    private string? _sessionName;

    private RenewableTarget(Target target, string? sessionName) => (Target, _sessionName) = (target, sessionName);

    public Target Target { get; private set; }

    public static async Task<RenewableTarget> OpenAsync(Target target, CancellationToken cancellationToken) =>
        new(target, await target.NameSessionAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>
    /// Replaces a broken session and ends it on the server: what it had not committed must not block anything.
    /// </summary>
    public async Task RenewAsync(Database database, CancellationToken cancellationToken)
    {
        // A file has no other end that could have gone.
        if (!Target.WritesInParallel)
            return;
        var next = await database.OpenTargetAsync(cancellationToken).ConfigureAwait(false);
        Target.Abandon();
        Target = next;
        await TerminateAsync(next, cancellationToken).ConfigureAwait(false);
        _sessionName = await next.NameSessionAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends the session on the server, where it may live on, by another one.</summary>
    public async Task TerminateAsync(Target by, CancellationToken cancellationToken)
    {
        if (_sessionName is not null)
            await by.EndSessionAsync(_sessionName, cancellationToken).ConfigureAwait(false);
    }
}
