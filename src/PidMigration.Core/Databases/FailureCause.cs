namespace PidMigration.Databases;

/// <summary>What a driver's exception is about, as far as it changes what a user has to do.</summary>
public enum FailureCause
{
    /// <summary>Anything else.</summary>
    Other,

    /// <summary>A right is missing.</summary>
    Permission,

    /// <summary>Row security would hide rows from this user, and the query was refused for it.</summary>
    RowSecurity,

    /// <summary>The server or the transaction is read-only.</summary>
    ReadOnly,

    /// <summary>The connection is gone.</summary>
    ConnectionLost,

    /// <summary>
    /// The server could not do it just now: a deadlock, a lock that wasn't given, too many connections, a start or an
    /// end.
    /// </summary>
    Busy,

    /// <summary>There is no room left: a disk, a quota or a table is full.</summary>
    Full,

    /// <summary>The statement makes no sense to the server.</summary>
    BadSql,

    /// <summary>The statement was cancelled by us.</summary>
    Cancelled,
}
