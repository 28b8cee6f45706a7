using System.Data.Common;
using Microsoft.Data.Sqlite;
using PidMigration.Catalog;

namespace PidMigration.Databases.Sqlite;

/// <summary>SQLite, through Microsoft.Data.Sqlite and, where rows move, the C interface below it.</summary>
internal sealed class SqliteDriver : DatabaseDriver
{
    /// <inheritdoc/>
    public override DatabaseEngine Engine => DatabaseEngine.Sqlite;

    /// <inheritdoc/>
    public override Dialect Dialect { get; } = new SqliteDialect();

    /// <inheritdoc/>
    public override ValuePredicates Checks { get; } = new SqliteValuePredicates(new SqliteDialect());

    /// <inheritdoc/>
    /// <remarks>
    /// sqlite.org/datatype3.html: a declared type is a preference (3); REAL is an 8-byte float, of which 15 digits are
    /// exact (2), and NaN
    /// becomes NULL. What a text stands for, such as a zero date, is for the application to know.
    /// </remarks>
    public override EngineTraits Traits { get; } =
        new()
        {
            EnforcesDeclarations = false,
            HoldsInfinity = true,
            HoldsNul = true,
            ExactDigits = 15,
        };

    /// <inheritdoc/>
    public override IReadOnlyList<(string Native, ValueKind Kind)> Types => SqliteTypeMap.Rows;

    /// <inheritdoc/>
    public override ExceptionTranslator Failures { get; } = new SqliteExceptionTranslator();

    /// <inheritdoc/>
    public override async Task<Snapshot> OpenSnapshotAsync(
        DatabaseAddress address,
        int readers,
        CancellationToken cancellationToken
    ) =>
        await SqliteSnapshot
            .BeginAsync(
                () => SqliteConnectionFactory.OpenAsync(address, true, Failures, cancellationToken),
                readers,
                Dialect
            )
            .ConfigureAwait(false);

    /// <inheritdoc/>
    public override async Task<Target> OpenTargetAsync(DatabaseAddress address, CancellationToken cancellationToken)
    {
        var connection = await SqliteConnectionFactory
            .OpenAsync(address, false, Failures, cancellationToken)
            .ConfigureAwait(false);
        return await SqliteTarget.PrepareAsync(connection, address, this, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override async Task<DbConnection> OpenToReadAsync(
        DatabaseAddress address,
        CancellationToken cancellationToken
    ) => await SqliteConnectionFactory.OpenAsync(address, true, Failures, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    protected override Task<DatabaseInfo> DescribeAsync(
        DbConnection connection,
        DatabaseAddress address,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult(
            new DatabaseInfo(
                DatabaseEngine.Sqlite,
                "SQLite",
                connection.ServerVersion,
                "sqlite/" + Resolve(address.Database)
            )
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
