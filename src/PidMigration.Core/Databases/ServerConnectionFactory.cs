using System.Data.Common;
using PidMigration.Databases.Resilience;
using PidMigration.Failures;

namespace PidMigration.Databases;

/// <summary>
/// Opens connections to a server: options by the names that its own clients know, and the same settings for every
/// session.
/// </summary>
internal abstract class ServerConnectionFactory<TConnection>(ExceptionTranslator translator)
    where TConnection : DbConnection
{
    /// <summary>
    /// Options that would lead to another server than the one for which TLS was decided
    /// (<see cref="DatabaseAddress.IsLoopback"/>).
    /// </summary>
    private static readonly string[] ServerOptions =
    [
        "Host",
        "Server",
        "Data Source",
        "DataSource",
        "Address",
        "Addr",
        "Network Address",
    ];

    /// <summary>
    /// Opens a connection. One that reads rows is opened by blocking calls, to their end: one asynchronous call, and
    /// its socket would never block again.
    /// </summary>
    public async Task<TConnection> OpenAsync(
        DatabaseAddress address,
        ConnectionUse use,
        CancellationToken cancellationToken
    )
    {
        var connection = Create(address, use);
        try
        {
            if (use == ConnectionUse.ReadRows)
                OpenBlocking(connection);
            else
                await OpenAsync(connection, use, cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw e as MigrationException ?? translator.TranslateConnect(e, address);
        }
    }

    /// <summary>Opens a connection to read rows by, on the caller's thread.</summary>
    public TConnection OpenToReadRows(DatabaseAddress address) =>
        // Nothing in it is awaited: it has ended when it returns.
        OpenAsync(address, ConnectionUse.ReadRows, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>A connection that isn't open yet.</summary>
    protected abstract TConnection Create(DatabaseAddress address, ConnectionUse use);

    /// <summary>
    /// The statements that make all sessions alike, so that a value has one text, and make those read-only that don't
    /// write.
    /// </summary>
    protected abstract string SettingsFor(TConnection connection, ConnectionUse use);

    /// <summary>Sets the options of an address.</summary>
    /// <param name="text">The connection string.</param>
    /// <param name="address">The address, for messages.</param>
    /// <param name="options">Its options, without those that have been used.</param>
    /// <exception cref="MigrationException">PID1005: one of them can't be used.</exception>
    protected void SetOptions(
        DbConnectionStringBuilder text,
        DatabaseAddress address,
        IReadOnlyDictionary<string, string> options
    )
    {
        foreach (var (name, value) in options)
            if (ServerOptions.Contains(name, StringComparer.OrdinalIgnoreCase))
                throw Errors.BadOption(name, address.ToString(), "the address itself names the server");
            else if (!TrySetTls(text, name, value))
                text.SetOption(ClientOptions.GetValueOrDefault(name, name), value, name, address);
    }

    /// <summary>The options of the server's own clients, and what the driver calls them.</summary>
    protected abstract IReadOnlyDictionary<string, string> ClientOptions { get; }

    /// <summary>Sets how TLS is used, where an option says so in the words of the server's own clients.</summary>
    protected abstract bool TrySetTls(DbConnectionStringBuilder text, string name, string value);

    private void OpenBlocking(TConnection connection)
    {
        BlockingCommand.EnsureThreadPoolMinimum();
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = SettingsFor(connection, ConnectionUse.ReadRows);
        command.ExecuteNonQuery();
    }

    private async Task OpenAsync(TConnection connection, ConnectionUse use, CancellationToken cancellationToken)
    {
        await BestEffortDisposal.OpenCancellableAsync(connection, cancellationToken).ConfigureAwait(false);
        await connection.ExecuteAsync(SettingsFor(connection, use), cancellationToken).ConfigureAwait(false);
    }
}
