using System.Data.Common;
using MySqlConnector;
using PidMigration.Catalog;
using PidMigration.Failures;

namespace PidMigration.Databases.MySql;

/// <summary>MySQL and MariaDB, through MySqlConnector.</summary>
internal sealed class Driver : DatabaseDriver
{
    /// <inheritdoc/>
    public override DatabaseEngine Engine => DatabaseEngine.MySql;

    /// <inheritdoc/>
    public override Databases.Dialect Dialect { get; } = new Dialect();

    /// <inheritdoc/>
    public override Databases.ValueChecks Checks { get; } = new ValueChecks(new Dialect());

    /// <inheritdoc/>
    public override IReadOnlyList<(string Native, ValueKind Kind)> Types => TypeMap.Rows;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> PathOptions => Connections.PathOptions;

    /// <inheritdoc/>
    public override Databases.FailureMap Failures { get; } = new FailureMap();

    /// <inheritdoc/>
    public override Task<Databases.Snapshot> OpenSnapshotAsync(DatabaseAddress address, int readers, CancellationToken cancellationToken) =>
        Task.Run<Databases.Snapshot>(() => Snapshot.Begin(() => Connections.OpenBlocking(address, Failures), readers, Dialect), cancellationToken);

    /// <inheritdoc/>
    public override async Task<Databases.Target> OpenTargetAsync(DatabaseAddress address, CancellationToken cancellationToken)
    {
        var connection = await Connections.OpenAsync(address, false, Failures, cancellationToken).ConfigureAwait(false);
        try
        {
            return await Target.PrepareAsync(connection, address, Dialect, cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlException e)
        {
            throw Failures.Translate(e, address, "the session's settings", true, (why, inner) => Errors.ConnectFailed(address.ToString(), why, inner));
        }
    }

    /// <inheritdoc/>
    protected override async Task<DbConnection> OpenToReadAsync(DatabaseAddress address, CancellationToken cancellationToken) =>
        await Connections.OpenAsync(address, true, Failures, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    protected override async Task<DatabaseInfo> DescribeAsync(DbConnection connection, DatabaseAddress address, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        // MariaDB has no server_uuid: host, port and data folder tell two servers apart as well.
        command.CommandText = "SELECT CONCAT_WS('/', @@hostname, @@port, @@datadir, DATABASE())";
        var identity = (string)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
        // MariaDB puts a version of old before its own, for the replicas of old: 5.5.5-10.11.19-MariaDB.
        var version = connection.ServerVersion.StartsWith("5.5.5-", StringComparison.Ordinal) ? connection.ServerVersion[6..] : connection.ServerVersion;
        return new DatabaseInfo(DatabaseEngine.MySql, Connections.IsMariaDb((MySqlConnection)connection) ? "MariaDB" : "MySQL", version.Split('-')[0], "mysql/" + identity);
    }

    /// <inheritdoc/>
    protected override Task<DatabaseCatalog> ReadAsync(DbConnection connection, DatabaseInfo info, CancellationToken cancellationToken) =>
        new CatalogReader((MySqlConnection)connection, Dialect).ReadAsync(info, cancellationToken);
}
