namespace PidMigration.Failures;

/// <summary>The kind of an error; the names are those of PowerShell's error categories.</summary>
public enum FailureKind
{
    /// <summary>A parameter has an invalid value.</summary>
    InvalidArgument,

    /// <summary>Data or schemas don't fit, or are damaged.</summary>
    InvalidData,

    /// <summary>The current state doesn't allow the operation.</summary>
    InvalidOperation,

    /// <summary>A named object doesn't exist.</summary>
    ObjectNotFound,

    /// <summary>The server can't be reached, or the connection was lost.</summary>
    ConnectionError,

    /// <summary>The server rejects the user or the password.</summary>
    AuthenticationError,

    /// <summary>The user lacks a right.</summary>
    PermissionDenied,

    /// <summary>There is no lossless conversion.</summary>
    NotImplemented,

    /// <summary>A server sent nothing for too long.</summary>
    OperationTimeout,

    /// <summary>The user stopped the command.</summary>
    OperationStopped,

    /// <summary>A write was rejected.</summary>
    WriteError,

    /// <summary>A read failed.</summary>
    ReadError,
}
