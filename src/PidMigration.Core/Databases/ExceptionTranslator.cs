using PidMigration.Failures;

namespace PidMigration.Databases;

/// <summary>
/// Knows one driver's exceptions: what each is about, and what the server said. <see cref="Database"/> makes errors of
/// the catalog out of them.
/// </summary>
public abstract class ExceptionTranslator
{
    /// <summary>The error to show when a connection could not be made.</summary>
    public abstract MigrationException TranslateConnect(Exception exception, DatabaseAddress address);

    public abstract FailureCause Classify(Exception exception);

    /// <summary>
    /// Whether the same may succeed when it is tried again: the connection broke, or the server was too busy.
    /// </summary>
    public bool IsTransient(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
            if (
                e is TimeoutException or MigrationException { IsTransient: true }
                || Classify(e) is FailureCause.ConnectionLost or FailureCause.Busy
            )
                return true;
        return false;
    }

    /// <summary>The server's reason in one line.</summary>
    public virtual string Reason(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var line = exception.Message.ReplaceLineEndings(" ").Trim();
        return line.EndsWith('.') ? line : line + ".";
    }
}
