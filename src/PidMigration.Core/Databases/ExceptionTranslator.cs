using PidMigration.Failures;

namespace PidMigration.Databases;

/// <summary>Reads one driver's exceptions.</summary>
public abstract class ExceptionTranslator
{
    /// <summary>The error to show when a connection could not be made.</summary>
    public abstract MigrationException TranslateConnect(Exception exception, DatabaseAddress address);

    /// <summary>What it is about.</summary>
    public abstract FailureCause Classify(Exception exception);

    /// <summary>Whether the same may go well when it is tried again: the connection broke, or the server was too busy.</summary>
    public bool IsTransient(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (e is TimeoutException || Classify(e) is FailureCause.ConnectionLost or FailureCause.Busy)
                return true;
            // Our own, of a connection that could not be made: a server that starts again refuses for a while.
            if (e is MigrationException { Code: "PID1102" or "PID1106" or "PID1107" or "PID1911" })
                return true;
        }

        return false;
    }

    /// <summary>The server's reason in one line.</summary>
    public virtual string Reason(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var line = exception.Message.ReplaceLineEndings(" ").Trim();
        return line.EndsWith('.') ? line : line + ".";
    }

    /// <summary>
    /// The error for a failed statement: a broken connection, a missing right and a read-only server have errors of their own,
    /// what else it may be <paramref name="otherwise"/> says, given the server's reason.
    /// </summary>
    public MigrationException Translate(
        Exception exception,
        DatabaseAddress address,
        string thing,
        bool writing,
        Func<string, Exception, MigrationException> otherwise
    )
    {
        ArgumentNullException.ThrowIfNull(otherwise);
        if (exception is MigrationException known)
            return known;
        var shown = address.ToString();
        return Classify(exception) switch
        {
            FailureCause.ConnectionLost => Errors.ConnectionLost(shown, Reason(exception), exception),
            FailureCause.RowSecurity => SchemaErrors.RowSecurity(thing, shown, Reason(exception), exception),
            FailureCause.Permission when writing => SchemaErrors.MayNotWrite(
                thing,
                shown,
                Reason(exception),
                exception
            ),
            FailureCause.Permission => SchemaErrors.MayNotRead(thing, shown, Reason(exception), exception),
            // What is read writes nothing by itself: then it is the user's condition that does, and whoever put it there says so.
            FailureCause.ReadOnly when writing => SchemaErrors.ReadOnlyTarget(shown, Reason(exception), exception),
            FailureCause.Full when writing => Errors.TargetFull(shown, Reason(exception), exception),
            _ => otherwise(Reason(exception), exception),
        };
    }
}
