using System.Data.Common;
using PidMigration.Catalog;
using PidMigration.Failures;

namespace PidMigration.Databases;

/// <summary>One engine: all that differs between databases is behind this. The registry is <see cref="DatabaseDrivers"/>.</summary>
public abstract class DatabaseDriver
{
    /// <summary>The family it serves.</summary>
    public abstract DatabaseEngine Engine { get; }

    /// <summary>Its SQL.</summary>
    public abstract Dialect Dialect { get; }

    /// <summary>What it can be asked of its data.</summary>
    public abstract ValuePredicates Checks { get; }

    /// <summary>What it can hold, and what it does to values by itself.</summary>
    public abstract EngineTraits Traits { get; }

    /// <summary>The native types it knows, and what their values are: the rows of its type map.</summary>
    public abstract IReadOnlyList<(string Native, ValueKind Kind)> Types { get; }

    /// <summary>
    /// The options of an address that name a file: their letters in capitals, and the driver's own name of what they mean.
    /// </summary>
    public virtual IReadOnlyDictionary<string, string> PathOptions { get; } = new Dictionary<string, string>();

    /// <summary>The environment variables that name a file, and the option that does so instead.</summary>
    public virtual IReadOnlyDictionary<string, string> PathVariables { get; } = new Dictionary<string, string>();

    /// <summary>Its errors.</summary>
    public abstract ExceptionTranslator Failures { get; }

    /// <summary>Connects once and asks the server what it is.</summary>
    /// <exception cref="MigrationException">PID11xx: it can't be reached.</exception>
    public Task<DatabaseInfo> ProbeAsync(DatabaseAddress address, CancellationToken cancellationToken) =>
        AskAsync(
            address,
            "the server's version",
            connection => DescribeAsync(connection, address, cancellationToken),
            cancellationToken
        );

    /// <summary>Reads what the database has. Nothing is locked or changed.</summary>
    /// <exception cref="MigrationException">PID11xx: it can't be reached; PID1301: it may not be read.</exception>
    public Task<DatabaseCatalog> ReadCatalogAsync(DatabaseAddress address, CancellationToken cancellationToken) =>
        AskAsync(
            address,
            "the catalog",
            async connection =>
                await ReadAsync(
                        connection,
                        await DescribeAsync(connection, address, cancellationToken).ConfigureAwait(false),
                        cancellationToken
                    )
                    .ConfigureAwait(false),
            cancellationToken
        );

    /// <summary>Opens a source: read-only, at one instant, with one connection.</summary>
    public Task<Snapshot> OpenSnapshotAsync(DatabaseAddress address, CancellationToken cancellationToken) =>
        OpenSnapshotAsync(address, 1, cancellationToken);

    /// <summary>
    /// Opens a source: read-only, at one instant, with up to so many connections to read by. There are fewer where it can't be shown
    /// that they see the same, and more where any number can be had (<see cref="Snapshot.MaxConcurrentReaders"/>).
    /// </summary>
    public abstract Task<Snapshot> OpenSnapshotAsync(
        DatabaseAddress address,
        int readers,
        CancellationToken cancellationToken
    );

    /// <summary>Opens a target for writing; constraints are switched off in this session alone, as far as we may.</summary>
    public abstract Task<Target> OpenTargetAsync(DatabaseAddress address, CancellationToken cancellationToken);

    /// <summary>Opens a connection that can't write.</summary>
    protected abstract Task<DbConnection> OpenToReadAsync(DatabaseAddress address, CancellationToken cancellationToken);

    /// <summary>What the server is, and by what this database is told from others.</summary>
    protected abstract Task<DatabaseInfo> DescribeAsync(
        DbConnection connection,
        DatabaseAddress address,
        CancellationToken cancellationToken
    );

    /// <summary>What the database has.</summary>
    protected abstract Task<DatabaseCatalog> ReadAsync(
        DbConnection connection,
        DatabaseInfo info,
        CancellationToken cancellationToken
    );

    private async Task<T> AskAsync<T>(
        DatabaseAddress address,
        string thing,
        Func<DbConnection, Task<T>> ask,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await OpenToReadAsync(address, cancellationToken).ConfigureAwait(false);
        try
        {
            return await ask(connection).ConfigureAwait(false);
        }
        catch (DbException e)
        {
            throw Failures.Translate(
                e,
                address,
                thing,
                false,
                (why, inner) => Errors.ConnectFailed(address.ToString(), why, inner)
            );
        }
    }
}
