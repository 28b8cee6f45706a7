using System.Net.Sockets;
using Npgsql;
using PidMigration.Failures;

namespace PidMigration.Databases.PostgreSql;

/// <summary>Npgsql's exceptions. Source: PostgreSQL 15 manual, appendix A, Error Codes.</summary>
internal sealed class PostgreSqlExceptionTranslator : ServerExceptionTranslator
{
    /// <inheritdoc/>
    protected override int DefaultPort => 5432;

    /// <inheritdoc/>
    public override MigrationException TranslateConnect(Exception exception, DatabaseAddress address)
    {
        var shown = address.ToString();
        if (exception is PostgresException server)
            return server.SqlState switch
            {
                PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                    Errors.WrongPassword(
                        address.User ?? Environment.UserName,
                        shown,
                        address.Password is not null,
                        exception
                    ),
                PostgresErrorCodes.InvalidCatalogName => Errors.NoSuchDatabase(address.Database, shown, exception),
                PostgresErrorCodes.InsufficientPrivilege => RightsErrors.MayNotRead(
                    $"the database '{address.Database}'",
                    shown,
                    Reason(exception),
                    exception
                ),
                _ => Errors.ConnectFailed(shown, Reason(exception), exception),
            };
        if (TranslateNetwork(exception, address) is { } network)
            return network;
        if (exception.Message.Contains("No password has been provided", StringComparison.Ordinal))
            return Errors.WrongPassword(address.User ?? Environment.UserName, shown, false, exception);
        if (exception.Message.Contains("SSL connection requested", StringComparison.Ordinal))
            return Errors.NotEncrypted(shown);
        return Errors.ConnectFailed(shown, Reason(exception), exception);
    }

    /// <inheritdoc/>
    public override FailureCause Classify(Exception exception) =>
        exception switch
        {
            OperationCanceledException => FailureCause.Cancelled,
            PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } => FailureCause.Cancelled,
            // With row_security = off; the routine's name is in no language.
            PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege, Routine: "check_enable_rls" } =>
                FailureCause.RowSecurity,
            PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } => FailureCause.Permission,
            PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => FailureCause.ReadOnly,
            PostgresException { SqlState: PostgresErrorCodes.DiskFull } => FailureCause.Full,
            PostgresException
            {
                SqlState: PostgresErrorCodes.DeadlockDetected
                    or PostgresErrorCodes.SerializationFailure
                    or PostgresErrorCodes.LockNotAvailable
                    or PostgresErrorCodes.TooManyConnections
                    or PostgresErrorCodes.CannotConnectNow
            } => FailureCause.Busy,
            PostgresException e
                when e.SqlState.StartsWith("57P", StringComparison.Ordinal)
                    || e.SqlState.StartsWith("08", StringComparison.Ordinal) => FailureCause.ConnectionLost,
            // The snapshot ended with the session that exported it, and that session is gone (the routine's name is in
            // no language).
            PostgresException { Routine: "ImportSnapshot" } => FailureCause.ConnectionLost,
            PostgresException e when e.SqlState.StartsWith("42", StringComparison.Ordinal) => FailureCause.BadSql,
            PostgresException => FailureCause.Other,
            NpgsqlException { InnerException: IOException or SocketException or EndOfStreamException } =>
                FailureCause.ConnectionLost,
            IOException or SocketException => FailureCause.ConnectionLost,
            // The driver closes a COPY whose connection broke; who writes to it next learns no more than that.
            ObjectDisposedException
            {
                ObjectName: "NpgsqlRawCopyStream" or "NpgsqlConnection" or "NpgsqlTransaction"
            } => FailureCause.ConnectionLost,
            _ => FailureCause.Other,
        };

    /// <inheritdoc/>
    public override string Reason(Exception exception) =>
        exception is PostgresException server
            ? server.MessageText.ReplaceLineEndings(" ").TrimEnd('.')
                + (
                    server.Detail is { } detail && server.SqlState.StartsWith("23", StringComparison.Ordinal)
                        ? " — " + detail.ReplaceLineEndings(" ").TrimEnd('.')
                        : ""
                )
                + "."
            : base.Reason(exception.InnerException ?? exception);
}
