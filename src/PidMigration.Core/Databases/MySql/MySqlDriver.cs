using System.Data.Common;
using MySqlConnector;
using PidMigration.Catalog;
using PidMigration.Failures;

namespace PidMigration.Databases.MySql;

/// <summary>MySQL and MariaDB, through MySqlConnector.</summary>
internal sealed class MySqlDriver : DatabaseDriver
{
    /// <inheritdoc/>
    public override DatabaseEngine Engine => DatabaseEngine.MySql;

    /// <inheritdoc/>
    public override Dialect Dialect { get; } = new MySqlDialect();

    /// <inheritdoc/>
    public override ValuePredicates Checks { get; } = new MySqlValuePredicates(new MySqlDialect());

    /// <inheritdoc/>
    /// <remarks>
    /// MySQL 8.4 manual: zero dates 13.2 and 7.1.11 (NO_ZERO_DATE, ALLOW_INVALID_DATES), TIMESTAMP 13.2.2, TIME 13.2.3,
    /// ENUM 13.3.6
    /// (the empty text of an error value, numbers for labels), JSON 13.5. MariaDB's json is a text.
    /// </remarks>
    public override EngineTraits Traits { get; } =
        new()
        {
            EnforcesDeclarations = true,
            HoldsZeroDates = true,
            HoldsTimesBeyondDay = true,
            InstantRange = ("1970-01-01 00:00:01", "2038-01-19 03:14:08"),
            HoldsNul = true,
            HoldsEmptyLabel = true,
            GuessesLabels = true,
            UniqueKeyJson = ["json"],
            DoubleJson = ["json"],
        };

    /// <inheritdoc/>
    public override IReadOnlyList<(string Native, ValueKind Kind)> Types => MySqlTypeMap.Rows;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> PathOptions => MySqlConnectionFactory.PathOptions;

    /// <inheritdoc/>
    public override ExceptionTranslator Failures { get; } = new MySqlExceptionTranslator();

    /// <inheritdoc/>
    public override Task<Snapshot> OpenSnapshotAsync(
        DatabaseAddress address,
        int readers,
        CancellationToken cancellationToken
    ) =>
        Task.Run<Snapshot>(
            () => MySqlSnapshot.Begin(() => MySqlConnectionFactory.OpenBlocking(address, Failures), readers, Dialect),
            cancellationToken
        );

    /// <inheritdoc/>
    public override async Task<Target> OpenTargetAsync(DatabaseAddress address, CancellationToken cancellationToken)
    {
        var connection = await MySqlConnectionFactory
            .OpenAsync(address, false, Failures, cancellationToken)
            .ConfigureAwait(false);
        try
        {
            return await MySqlTarget
                .PrepareAsync(connection, address, Dialect, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (MySqlException e)
        {
            throw Failures.Translate(
                e,
                address,
                "the session's settings",
                true,
                (why, inner) => Errors.ConnectFailed(address.ToString(), why, inner)
            );
        }
    }

    /// <inheritdoc/>
    protected override async Task<DbConnection> OpenToReadAsync(
        DatabaseAddress address,
        CancellationToken cancellationToken
    ) => await MySqlConnectionFactory.OpenAsync(address, true, Failures, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    protected override async Task<DatabaseInfo> DescribeAsync(
        DbConnection connection,
        DatabaseAddress address,
        CancellationToken cancellationToken
    )
    {
        await using var command = connection.CreateCommand();
        // MariaDB has no server_uuid: host, port and data folder tell two servers apart as well.
        command.CommandText = "SELECT CONCAT_WS('/', @@hostname, @@port, @@datadir, DATABASE())";
        var identity = (string)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
        // MariaDB puts a version of old before its own, for the replicas of old: 5.5.5-10.11.19-MariaDB.
        var version = connection.ServerVersion.StartsWith("5.5.5-", StringComparison.Ordinal)
            ? connection.ServerVersion[6..]
            : connection.ServerVersion;
        return new DatabaseInfo(
            DatabaseEngine.MySql,
            MySqlConnectionFactory.IsMariaDb((MySqlConnection)connection) ? "MariaDB" : "MySQL",
            version.Split('-')[0],
            "mysql/" + identity
        );
    }

    /// <inheritdoc/>
    protected override Task<DatabaseCatalog> ReadAsync(
        DbConnection connection,
        DatabaseInfo info,
        CancellationToken cancellationToken
    ) => new MySqlCatalogReader((MySqlConnection)connection, Dialect).ReadAsync(info, cancellationToken);
}
