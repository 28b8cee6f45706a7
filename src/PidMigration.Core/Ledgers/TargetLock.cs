using PidMigration.Databases;
using PidMigration.Databases.Resilience;
using PidMigration.Failures;

namespace PidMigration.Ledgers;

/// <summary>
/// The right to be the only writer of a target: a lock of the server on a session of its own, that ends when that
/// session ends. So a process that is killed leaves none behind.
/// </summary>
internal sealed class TargetLock : IAsyncDisposable
{
    private const int EndTries = 10;
    private static readonly TimeSpan EndPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(10);

    private readonly Database _database;

    private string? _name;

    private TargetLock(Database database, Target session, string? name) =>
        (_database, Session, _name) = (database, session, name);

    /// <summary>The session that holds the lock; nothing else runs on it for long.</summary>
    public Target Session { get; private set; }

    /// <summary>Takes the lock.</summary>
    /// <exception cref="MigrationException">PID1907: another run has it.</exception>
    public static async Task<TargetLock> TakeAsync(Database database, CancellationToken cancellationToken)
    {
        var (session, name) = await OpenAsync(database, null, cancellationToken).ConfigureAwait(false);
        return new TargetLock(database, session, name);
    }

    public static async Task<bool> IsTakenAsync(Target session, CancellationToken cancellationToken)
    {
        if (!await session.TryLockAsync(cancellationToken).ConfigureAwait(false))
            return true;
        await session.UnlockAsync(cancellationToken).ConfigureAwait(false);
        return false;
    }

    /// <summary>Takes the lock again if its session was lost.</summary>
    /// <exception cref="MigrationException">PID1907: another run has taken it in the meantime.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        try
        {
            await new StallTimeout(AnswerTime)
                .RunAsync(stop => Session.ScalarAsync("SELECT 1", stop), _database, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && _database.IsTransient(e))
        {
            Session.Abandon();
            // The server may not know yet that the connection is broken.
            (Session, _name) = await OpenAsync(_database, _name, cancellationToken).ConfigureAwait(false);
        }
    }

    public ValueTask DisposeAsync() => Session.DisposeAsync();

    private static async Task<(Target Session, string? Name)> OpenAsync(
        Database database,
        string? before,
        CancellationToken cancellationToken
    )
    {
        var session = await database.OpenTargetAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (before is not null)
                await session.EndSessionAsync(before, cancellationToken).ConfigureAwait(false);
            for (var tries = 0; !await session.TryLockAsync(cancellationToken).ConfigureAwait(false); tries++)
            {
                // A session that was ended takes a moment to be gone; that of another run stays.
                if (tries == EndTries)
                    throw LedgerErrors.TargetBusy(database.ToString());
                await Task.Delay(EndPause, cancellationToken).ConfigureAwait(false);
            }

            return (session, await session.NameSessionAsync(cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
