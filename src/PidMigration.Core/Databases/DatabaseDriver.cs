using System.Data.Common;
using PidMigration.Catalog;
using PidMigration.Databases.Addresses;
using PidMigration.Failures;

namespace PidMigration.Databases;

/// <summary>
/// One engine: all that differs between databases is behind this. It is used through <see cref="Database"/>, and
/// registered in <see cref="DatabaseDrivers"/>.
/// </summary>
public abstract class DatabaseDriver
{
    public DatabaseEngine Engine => Addresses.Engine;

    public abstract Dialect Dialect { get; }

    /// <summary>What it can be asked of its data.</summary>
    public abstract ValuePredicates Checks { get; }

    /// <summary>What it can hold, and what it does to values by itself.</summary>
    public abstract EngineTraits Traits { get; }

    /// <summary>The native types it knows, and what their values are: the rows of its type map.</summary>
    public abstract IReadOnlyList<(string Native, ValueKind Kind)> Types { get; }

    /// <summary>What the exceptions of its library mean.</summary>
    public abstract ExceptionTranslator Translator { get; }

    internal abstract AddressFormat Addresses { get; }

    /// <inheritdoc cref="Database.ProbeAsync"/>
    internal Task<DatabaseInfo> ProbeAsync(Database database, CancellationToken cancellationToken) =>
        AskAsync(
            database,
            "the server's version",
            connection => DescribeAsync(connection, database.Address, cancellationToken),
            cancellationToken
        );

    /// <inheritdoc cref="Database.ReadCatalogAsync"/>
    internal Task<DatabaseCatalog> ReadCatalogAsync(Database database, CancellationToken cancellationToken) =>
        AskAsync(
            database,
            "the catalog",
            async connection =>
                await ReadAsync(
                        connection,
                        await DescribeAsync(connection, database.Address, cancellationToken).ConfigureAwait(false),
                        cancellationToken
                    )
                    .ConfigureAwait(false),
            cancellationToken
        );

    /// <inheritdoc cref="Database.OpenSnapshotAsync(int, CancellationToken)"/>
    internal abstract Task<Snapshot> OpenSnapshotAsync(
        Database database,
        int readers,
        CancellationToken cancellationToken
    );

    /// <inheritdoc cref="Database.OpenTargetAsync"/>
    internal abstract Task<Target> OpenTargetAsync(Database database, CancellationToken cancellationToken);

    /// <summary>Opens a connection that can't write.</summary>
    protected abstract Task<DbConnection> OpenToQueryAsync(
        DatabaseAddress address,
        CancellationToken cancellationToken
    );

    /// <summary>What the server is, and by what this database is told from others.</summary>
    protected abstract Task<DatabaseInfo> DescribeAsync(
        DbConnection connection,
        DatabaseAddress address,
        CancellationToken cancellationToken
    );

    protected abstract Task<DatabaseCatalog> ReadAsync(
        DbConnection connection,
        DatabaseInfo info,
        CancellationToken cancellationToken
    );

    private async Task<T> AskAsync<T>(
        Database database,
        string thing,
        Func<DbConnection, Task<T>> ask,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await OpenToQueryAsync(database.Address, cancellationToken).ConfigureAwait(false);
        try
        {
            return await ask(connection).ConfigureAwait(false);
        }
        catch (DbException e)
        {
            throw database.TranslateRead(
                e,
                thing,
                (why, inner) => Errors.ConnectFailed(database.ToString(), why, inner)
            );
        }
    }
}
