namespace PidMigration.Databases.Resilience;

/// <summary>Tells a server to stop what it does when a token is cancelled.</summary>
internal static class ServerCancellation
{
    /// <summary>
    /// Registers a driver's way to stop. What is to be stopped may end by itself at the same time, or fail, and the
    /// drivers then throw (Npgsql's COPY stream: ObjectDisposedException, or worse). The caller that waits for the
    /// server sees how it ended; from here the exception would reach the caller that stops it, and hide why.
    /// </summary>
    public static CancellationTokenRegistration Register(Action stop, CancellationToken cancellationToken) =>
        cancellationToken.Register(() =>
        {
            try
            {
                stop();
            }
            catch (Exception)
            {
                // It has ended, or its connection has.
            }
        });
}
