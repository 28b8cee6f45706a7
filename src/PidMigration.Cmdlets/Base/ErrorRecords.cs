using System.Data.Common;
using System.Management.Automation;
using System.Net.Sockets;
using PidMigration.Failures;
using PidMigration.Sessions;

namespace PidMigration.Cmdlets.Base;

/// <summary>Errors of Core as PowerShell's error records.</summary>
internal static class ErrorRecords
{
    /// <summary>The record of an error: its code as the ID, its kind as the category.</summary>
    public static ErrorRecord From(MigrationException error)
    {
        var known = Enum.TryParse<ErrorCategory>(error.Kind.ToString(), out var category);
        return new ErrorRecord(error, error.Code, known ? category : ErrorCategory.NotSpecified, error.Target);
    }

    /// <summary>
    /// The error to report for an exception of a driver or the network that reached the cmdlet; null for any other
    /// exception.
    /// </summary>
    public static MigrationException? Translate(Exception exception, Func<MigrationSession> session) =>
        exception is DbException or IOException or SocketException
            ? session().TranslateConnectionLoss(exception)
            : null;
}
