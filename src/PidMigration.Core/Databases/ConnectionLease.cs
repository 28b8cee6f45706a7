using System.Data;
using System.Data.Common;

namespace PidMigration.Databases;

/// <summary>The use of one of a snapshot's connections, until it is left.</summary>
public sealed class ConnectionLease
{
    private readonly SnapshotConnectionPool _pool;
    private int _left;

    internal ConnectionLease(SnapshotConnectionPool pool, DbConnection connection) =>
        (_pool, Connection) = (pool, connection);

    /// <summary>The connection, inside the snapshot's transaction.</summary>
    public DbConnection Connection { get; }

    /// <summary>Whether the connection is open still, as far as its driver knows.</summary>
    public bool IsOpen => Connection.State.HasFlag(ConnectionState.Open);

    /// <summary>Gives it back, fit for the next user or not. Only the first call counts.</summary>
    public void Release(bool usable)
    {
        if (Interlocked.Exchange(ref _left, 1) == 0)
            _pool.Return(Connection, usable);
    }
}
