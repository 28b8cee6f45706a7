using System.Data.Common;
using Microsoft.Data.Sqlite;
using PidMigration.Catalog;

namespace PidMigration.Databases.Sqlite;

/// <summary>SQLite, through Microsoft.Data.Sqlite and, where rows move, the C interface below it.</summary>
internal sealed class Driver : DatabaseDriver
{
    /// <inheritdoc/>
    public override DatabaseEngine Engine => DatabaseEngine.Sqlite;

    /// <inheritdoc/>
    public override Databases.Dialect Dialect { get; } = new Dialect();

    /// <inheritdoc/>
    public override Databases.ValueChecks Checks { get; } = new ValueChecks(new Dialect());

    /// <inheritdoc/>
    public override IReadOnlyList<(string Native, ValueKind Kind)> Types => TypeMap.Rows;

    /// <inheritdoc/>
    public override Databases.FailureMap Failures { get; } = new FailureMap();

    /// <inheritdoc/>
    public override async Task<Databases.Snapshot> OpenSnapshotAsync(DatabaseAddress address, int readers, CancellationToken cancellationToken) =>
        await Snapshot.BeginAsync(() => Connections.OpenAsync(address, true, Failures, cancellationToken), readers, Dialect).ConfigureAwait(false);

    /// <inheritdoc/>
    public override async Task<Databases.Target> OpenTargetAsync(DatabaseAddress address, CancellationToken cancellationToken)
    {
        var connection = await Connections.OpenAsync(address, false, Failures, cancellationToken).ConfigureAwait(false);
        return await Target.PrepareAsync(connection, address, this, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override async Task<DbConnection> OpenToReadAsync(DatabaseAddress address, CancellationToken cancellationToken) =>
        await Connections.OpenAsync(address, true, Failures, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    protected override Task<DatabaseInfo> DescribeAsync(DbConnection connection, DatabaseAddress address, CancellationToken cancellationToken) =>
        Task.FromResult(new DatabaseInfo(DatabaseEngine.Sqlite, "SQLite", connection.ServerVersion, "sqlite/" + Resolve(address.Database)));

    /// <inheritdoc/>
    protected override Task<DatabaseCatalog> ReadAsync(DbConnection connection, DatabaseInfo info, CancellationToken cancellationToken) =>
        Task.FromResult(new CatalogReader((SqliteConnection)connection, Dialect).Read(info));

    /// <summary>The path without links, those of the folders on the way too.</summary>
    private static string Resolve(string path)
    {
        if (Path.GetDirectoryName(path) is not { } folder) return path;
        path = Path.Combine(Resolve(folder), Path.GetFileName(path));
        FileSystemInfo here = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
        return here.ResolveLinkTarget(true) is { } target ? Resolve(target.FullName) : path;
    }
}
