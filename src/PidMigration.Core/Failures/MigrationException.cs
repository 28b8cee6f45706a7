namespace PidMigration.Failures;

/// <summary>
/// An error that a user can act on. It has a code of the catalogue (<see cref="Errors"/>), and its message is one line
/// that says what happened and what to do.
/// </summary>
public sealed class MigrationException : Exception
{
    internal MigrationException(
        string code,
        FailureKind kind,
        string message,
        object? target = null,
        Exception? inner = null
    )
        : base(message, inner)
    {
        Code = code;
        Kind = kind;
        Target = target;
    }

    /// <summary>The code, such as <c>PID1203</c>.</summary>
    public string Code { get; }

    /// <summary>The kind of failure, which becomes PowerShell's error category.</summary>
    public FailureKind Kind { get; }

    /// <summary>The object that the error concerns, such as a model's name.</summary>
    public object? Target { get; }

    /// <summary>The row of the batch that caused the error, counted from 0; null if it isn't known.</summary>
    internal int? Row { get; init; }

    /// <summary>Why a row was rejected, without the rest of the message; null if the message is all there is.</summary>
    internal string? Reason { get; init; }

    /// <summary>Whether the same may succeed when it is tried again.</summary>
    internal bool IsTransient { get; init; }

    /// <summary>The same error with a further sentence.</summary>
    internal MigrationException WithNote(string more) =>
        new(Code, Kind, $"{Message} {more}", Target, this)
        {
            Row = Row,
            Reason = Reason,
            IsTransient = IsTransient,
        };
}
