using System.Net.Sockets;
using System.Text.RegularExpressions;
using MySqlConnector;
using PidMigration.Failures;

namespace PidMigration.Databases.MySql;

/// <summary>MySqlConnector's exceptions. Source: MySQL 8.4 error reference, MariaDB error codes.</summary>
internal sealed partial class MySqlExceptionTranslator : ServerExceptionTranslator
{
    /// <inheritdoc/>
    protected override int DefaultPort => 3306;

    /// <inheritdoc/>
    public override MigrationException TranslateConnect(Exception exception, DatabaseAddress address)
    {
        var shown = address.ToString();
        var user = address.User ?? Environment.UserName;
        if (TranslateNetwork(exception, address) is { } network)
            return network;
        return (exception as MySqlException)?.Number switch
        {
            // 1045 access denied, 1698 the same from auth_socket, 1524/2059 no such plug-in.
            1045 or 1698 => Errors.WrongPassword(user, shown, address.Password is not null, exception),
            1044 => RightsErrors.MayNotRead($"the database '{address.Database}'", shown, Reason(exception), exception),
            1049 => Errors.NoSuchDatabase(address.Database, shown, exception),
            _ when exception.Message.Contains("does not support SSL", StringComparison.OrdinalIgnoreCase) =>
                Errors.NotEncrypted(shown),
            _ when exception.Message.Contains("SSL", StringComparison.Ordinal) => Errors.TlsFailed(
                shown,
                Reason(exception),
                exception
            ),
            _ when exception.Message.Contains("Timeout", StringComparison.OrdinalIgnoreCase) => Errors.ConnectTimeout(
                shown,
                exception
            ),
            // The host's name didn't resolve: the driver says so without a SocketException.
            _ when address.Host is not null
                    && exception.Message.StartsWith("Unable to connect", StringComparison.Ordinal)
                    && !Resolves(address.Host) => Errors.HostNotFound(address.Host, shown, exception),
            _ when exception.Message.StartsWith("Unable to connect", StringComparison.Ordinal) => NotListening(
                exception,
                address
            ),
            _ => Errors.ConnectFailed(shown, Reason(exception), exception),
        };
    }

    /// <inheritdoc/>
    public override FailureCause Classify(Exception exception) =>
        exception switch
        {
            OperationCanceledException => FailureCause.Cancelled,
            MySqlException e => e.Number switch
            {
                1317 => FailureCause.Cancelled,
                1044 or 1045 or 1142 or 1143 or 1227 or 1370 => FailureCause.Permission,
                1290 or 1792 or 1836 or 3100 => FailureCause.ReadOnly,
                1053 or 1158 or 1159 or 1160 or 1161 or 1927 or 2006 or 2013 or 4031 => FailureCause.ConnectionLost,
                1040 or 1203 or 1205 or 1213 or 1614 => FailureCause.Busy,
                // A full disk is 1021, or 3 and 20 of the file system's layer; to a storage engine its table is full,
                // or error 28 (ENOSPC) happened.
                3 or 20 or 1021 or 1114 => FailureCause.Full,
                1026 or 1030 when NoSpace().IsMatch(e.Message) => FailureCause.Full,
                1054 or 1064 or 1146 or 1305 => FailureCause.BadSql,
                _ when e.InnerException is IOException or SocketException or EndOfStreamException =>
                    FailureCause.ConnectionLost,
                _ => FailureCause.Other,
            },
            IOException or SocketException => FailureCause.ConnectionLost,
            _ => FailureCause.Other,
        };

    /// <inheritdoc/>
    public override string Reason(Exception exception) =>
        base.Reason(exception is MySqlException { Number: 0, InnerException: { } inner } ? inner : exception);

    [GeneratedRegex(@"\b(error|errno|Errcode):? 28\b", RegexOptions.IgnoreCase)]
    private static partial Regex NoSpace();

    private static bool Resolves(string host)
    {
        try
        {
            return System.Net.Dns.GetHostAddresses(host).Length > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
