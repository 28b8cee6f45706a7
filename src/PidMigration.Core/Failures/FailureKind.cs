namespace PidMigration.Failures;

/// <summary>What sort of failure an error is; the names are those of PowerShell's error categories.</summary>
public enum FailureKind
{
    /// <summary>A parameter's value makes no sense.</summary>
    InvalidArgument,

    /// <summary>Two things don't fit each other, or what is there isn't what is needed.</summary>
    InvalidData,

    /// <summary>The state of things forbids it now.</summary>
    InvalidOperation,

    /// <summary>Something named isn't there.</summary>
    ObjectNotFound,

    /// <summary>The server can't be reached, or the connection broke.</summary>
    ConnectionError,

    /// <summary>The server doesn't accept who we say we are.</summary>
    AuthenticationError,

    /// <summary>The server knows us and forbids it.</summary>
    PermissionDenied,

    /// <summary>No faithful way is known.</summary>
    NotImplemented,

    /// <summary>Nothing happened for too long.</summary>
    OperationTimeout,

    /// <summary>The user stopped it.</summary>
    OperationStopped,

    /// <summary>A write was refused.</summary>
    WriteError,

    /// <summary>A read failed.</summary>
    ReadError,
}
