using System.Data.Common;

namespace PidMigration.Databases;

/// <summary>
/// A snapshot's connections, which all see the same instant. Each is used by one caller at a time.
/// </summary>
internal abstract class SnapshotConnectionPool : IAsyncDisposable
{
    /// <summary>How many can be used side by side.</summary>
    public abstract int Size { get; }

    /// <summary>Guards what a pool knows of its connections.</summary>
    protected Lock Gate { get; } = new();

    /// <summary>Those that wait for a caller. Guarded by <see cref="Gate"/>.</summary>
    protected Stack<DbConnection> Idle { get; } = [];

    /// <summary>Whether the snapshot has ended. Guarded by <see cref="Gate"/>.</summary>
    protected bool HasEnded { get; set; }

    /// <summary>Takes one, as soon as there is one.</summary>
    /// <exception cref="IOException">The snapshot has ended meanwhile.</exception>
    public abstract Task<ConnectionLease> TakeAsync(CancellationToken cancellationToken);

    /// <summary>One that is idle now; null when none is.</summary>
    public abstract ConnectionLease? TryTake();

    /// <summary>Takes one back. A broken one is closed.</summary>
    public abstract void Return(DbConnection connection, bool usable);

    public abstract ValueTask DisposeAsync();

    /// <summary>The idle one that was used last; null when none is.</summary>
    protected ConnectionLease? PopIdle()
    {
        lock (Gate)
            return Idle.TryPop(out var connection) ? new ConnectionLease(this, connection) : null;
    }

    /// <summary>The error for a caller that asks for a connection too late.</summary>
    protected static IOException Ended() => new("The snapshot has ended.");
}
