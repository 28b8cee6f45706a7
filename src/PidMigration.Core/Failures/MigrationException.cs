namespace PidMigration.Failures;

/// <summary>An error that a user can act on: a code of the catalogue (<see cref="Errors"/>), one line that names the thing and the way out.</summary>
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

    /// <summary>What sort of failure it is.</summary>
    public FailureKind Kind { get; }

    /// <summary>The row of the batch that is to blame, counted from 0; null where it isn't known.</summary>
    internal int? Row { get; init; }

    /// <summary>Why a row was refused, by itself; null where the message is all there is.</summary>
    internal string? Reason { get; init; }

    /// <summary>The same error, and something more to know.</summary>
    internal MigrationException WithNote(string more) =>
        new(Code, Kind, $"{Message} {more}", Target, this) { Row = Row, Reason = Reason };

    /// <summary>The thing it is about, such as a model's name.</summary>
    public object? Target { get; }
}
