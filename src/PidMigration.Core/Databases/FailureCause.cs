namespace PidMigration.Databases;

/// <summary>What a driver's exception is about, as far as it changes what a user has to do.</summary>
public enum FailureCause
{
    /// <summary>Anything else.</summary>
    Other,

    /// <summary>A right is missing.</summary>
    Permission,

    /// <summary>The server or the transaction is read-only.</summary>
    ReadOnly,

    /// <summary>The connection is gone.</summary>
    ConnectionLost,

    /// <summary>The statement makes no sense to the server.</summary>
    BadSql,

    /// <summary>The statement was cancelled by us.</summary>
    Cancelled,
}
