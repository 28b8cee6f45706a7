using System.Data.Common;
using Microsoft.Data.Sqlite;
using PidMigration.Catalog;
using PidMigration.Databases.Addresses;

namespace PidMigration.Databases.Sqlite;

/// <summary>SQLite, through Microsoft.Data.Sqlite and, where rows move, the C interface below it.</summary>
internal sealed class SqliteDriver : DatabaseDriver
{
    private readonly SqliteConnectionFactory _connections;

    public SqliteDriver() => _connections = new SqliteConnectionFactory(Translator);

    /// <inheritdoc/>
    public override Dialect Dialect { get; } = new SqliteDialect();

    /// <inheritdoc/>
    public override ValuePredicates Checks { get; } = new SqliteValuePredicates(new SqliteDialect());

    /// <inheritdoc/>
    /// <remarks>
    /// sqlite.org/datatype3.html: a declared type is a preference (3); REAL is an 8-byte float, of which 15 digits are
    /// exact (2), and NaN becomes NULL. sqlite.org/autoinc.html: without AUTOINCREMENT the next key follows the largest
    /// that is there. What a text stands for, such as a zero date, is for the application to know.
    /// </remarks>
    public override EngineTraits Traits { get; } =
        new()
        {
            EnforcesDeclarations = false,
            HoldsInfinity = true,
            HoldsNul = true,
            ExactDigits = 15,
            HoldsAnyInteger = true,
            ReissuesKeys = true,
            TableCounter = "SqliteSequence",
        };

    /// <inheritdoc/>
    public override IReadOnlyList<(string Native, ValueKind Kind)> Types => SqliteTypeMap.Rows;

    /// <inheritdoc/>
    public override ExceptionTranslator Translator { get; } = new SqliteExceptionTranslator();

    /// <inheritdoc/>
    internal override AddressFormat Addresses { get; } = new SqliteAddressFormat();

    /// <inheritdoc/>
    internal override async Task<Snapshot> OpenSnapshotAsync(
        Database database,
        int readers,
        CancellationToken cancellationToken
    ) =>
        await SqliteSnapshot
            .BeginAsync(
                () => _connections.OpenAsync(database.Address, ConnectionUse.ReadRows, cancellationToken),
                readers,
                database
            )
            .ConfigureAwait(false);

    /// <inheritdoc/>
    internal override async Task<Target> OpenTargetAsync(Database database, CancellationToken cancellationToken)
    {
        var connection = await _connections
            .OpenAsync(database.Address, ConnectionUse.Write, cancellationToken)
            .ConfigureAwait(false);
        try
        {
            return await SqliteTarget.PrepareAsync(connection, database, cancellationToken).ConfigureAwait(false);
        }
        catch (SqliteException e)
        {
            throw Translator.TranslateConnect(e, database.Address);
        }
    }

    /// <inheritdoc/>
    protected override async Task<DbConnection> OpenToQueryAsync(
        DatabaseAddress address,
        CancellationToken cancellationToken
    ) => await _connections.OpenAsync(address, ConnectionUse.Query, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    protected override Task<DatabaseInfo> DescribeAsync(
        DbConnection connection,
        DatabaseAddress address,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult(
            new DatabaseInfo(Engine, "SQLite", connection.ServerVersion, "sqlite/" + Resolve(address.Database))
        );

    /// <inheritdoc/>
    protected override Task<DatabaseCatalog> ReadAsync(
        DbConnection connection,
        DatabaseInfo info,
        CancellationToken cancellationToken
    ) => Task.FromResult(new SqliteCatalogReader((SqliteConnection)connection, Dialect).Read(info));

    /// <summary>The path without links, those of the folders on the way too.</summary>
    private static string Resolve(string path)
    {
        if (Path.GetDirectoryName(path) is not { } folder)
            return path;
        path = Path.Combine(Resolve(folder), Path.GetFileName(path));
        FileSystemInfo here = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
        return here.ResolveLinkTarget(true) is { } target ? Resolve(target.FullName) : path;
    }
}
