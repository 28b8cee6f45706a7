using System.Net.Sockets;
using System.Security.Authentication;
using PidMigration.Failures;

namespace PidMigration.Databases;

/// <summary>What the exceptions of all drivers for servers share: the network, and how long it took.</summary>
internal abstract class ServerExceptionTranslator : ExceptionTranslator
{
    /// <summary>The port of an address that names none.</summary>
    protected abstract int DefaultPort { get; }

    /// <summary>
    /// The error where the network is to blame for a connection that could not be made; null where it isn't.
    /// </summary>
    protected MigrationException? TranslateNetwork(Exception exception, DatabaseAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var shown = address.ToString();
        for (var e = exception; e is not null; e = e.InnerException)
            switch (e)
            {
                case SocketException
                {
                    SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain
                }:
                    return Errors.HostNotFound(address.Host ?? "localhost", shown, exception);
                case SocketException { SocketErrorCode: SocketError.TimedOut } or TimeoutException:
                    return Errors.ConnectTimeout(shown, exception);
                case SocketException:
                    return NotListening(exception, address);
                case AuthenticationException:
                    return Errors.TlsFailed(shown, Reason(e), exception);
            }

        return null;
    }

    /// <summary>The error where nothing answers at the address.</summary>
    protected MigrationException NotListening(Exception exception, DatabaseAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var where = address.Socket ?? $"{address.Host ?? "localhost"}, port {address.Port ?? DefaultPort}";
        return Errors.NotListening(where, address.ToString(), exception);
    }
}
