using Microsoft.Data.Sqlite;
using PidMigration.Failures;

namespace PidMigration.Databases.Sqlite;

/// <summary>SQLite's result codes. Source: sqlite.org/rescode.html.</summary>
internal sealed class SqliteExceptionTranslator : ExceptionTranslator
{
    /// <inheritdoc/>
    public override MigrationException TranslateConnect(Exception exception, DatabaseAddress address) =>
        exception switch
        {
            MigrationException known => known,
            SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_NOTADB } => Errors.NotSqlite(
                address.Database,
                exception
            ),
            SqliteException
            {
                SqliteExtendedErrorCode: SQLitePCL.raw.SQLITE_READONLY_ROLLBACK
                    or SQLitePCL.raw.SQLITE_READONLY_RECOVERY
            } => Errors.UnfinishedFile(address.ToString(), address.Database, exception),
            SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_READONLY } => RightsErrors.ReadOnlyTarget(
                address.ToString(),
                Reason(exception),
                exception
            ),
            _ => Errors.ConnectFailed(address.ToString(), Reason(exception), exception),
        };

    /// <inheritdoc/>
    public override FailureCause Classify(Exception exception) =>
        exception switch
        {
            OperationCanceledException => FailureCause.Cancelled,
            SqliteException e => e.SqliteErrorCode switch
            {
                SQLitePCL.raw.SQLITE_READONLY => FailureCause.ReadOnly,
                SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED => FailureCause.Busy,
                SQLitePCL.raw.SQLITE_FULL => FailureCause.Full,
                SQLitePCL.raw.SQLITE_PERM or SQLitePCL.raw.SQLITE_AUTH => FailureCause.Permission,
                SQLitePCL.raw.SQLITE_INTERRUPT => FailureCause.Cancelled,
                SQLitePCL.raw.SQLITE_IOERR or SQLitePCL.raw.SQLITE_CANTOPEN => FailureCause.ConnectionLost,
                SQLitePCL.raw.SQLITE_ERROR => FailureCause.BadSql,
                _ => FailureCause.Other,
            },
            _ => FailureCause.Other,
        };

    /// <inheritdoc/>
    public override string Reason(Exception exception)
    {
        // "SQLite Error 5: 'database is locked'." keeps just what SQLite itself said.
        var message = exception.Message;
        var open = message.IndexOf('\'', StringComparison.Ordinal);
        var close = message.LastIndexOf('\'');
        return exception is SqliteException && open >= 0 && close > open
            ? message[(open + 1)..close].ReplaceLineEndings(" ").TrimEnd('.') + "."
            : base.Reason(exception);
    }
}
