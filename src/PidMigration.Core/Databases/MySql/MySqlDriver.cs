using System.Data.Common;
using MySqlConnector;
using PidMigration.Catalog;
using PidMigration.Databases.Addresses;
using PidMigration.Failures;

namespace PidMigration.Databases.MySql;

/// <summary>MySQL and MariaDB, through MySqlConnector.</summary>
internal sealed class MySqlDriver : DatabaseDriver
{
    private readonly MySqlConnectionFactory _connections;

    public MySqlDriver() => _connections = new MySqlConnectionFactory(Translator);

    /// <inheritdoc/>
    public override Dialect Dialect { get; } = new MySqlDialect();

    /// <inheritdoc/>
    public override ValuePredicates Checks { get; } = new MySqlValuePredicates(new MySqlDialect());

    /// <inheritdoc/>
    /// <remarks>
    /// MySQL 8.4 manual: zero dates 13.2 and 7.1.11 (NO_ZERO_DATE, ALLOW_INVALID_DATES), TIMESTAMP 13.2.2, TIME 13.2.3,
    /// ENUM 13.3.6 (the empty text of an error value, numbers for labels), JSON 13.5, AUTO_INCREMENT 5.6.9. MariaDB's
    /// json is a text.
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
            TableCounter = "AutoIncrement",
            UniqueKeyJson = ["json"],
            DoubleJson = ["json"],
        };

    /// <inheritdoc/>
    public override IReadOnlyList<(string Native, ValueKind Kind)> Types => MySqlTypeMap.Rows;

    /// <inheritdoc/>
    public override ExceptionTranslator Translator { get; } = new MySqlExceptionTranslator();

    /// <inheritdoc/>
    internal override AddressFormat Addresses { get; } = new MySqlAddressFormat();

    /// <inheritdoc/>
    internal override Task<Snapshot> OpenSnapshotAsync(
        Database database,
        int readers,
        CancellationToken cancellationToken
    ) =>
        Task.Run<Snapshot>(
            () => MySqlSnapshot.Begin(() => _connections.OpenToReadRows(database.Address), readers, database),
            cancellationToken
        );

    /// <inheritdoc/>
    internal override async Task<Target> OpenTargetAsync(Database database, CancellationToken cancellationToken)
    {
        var connection = await _connections
            .OpenAsync(database.Address, ConnectionUse.Write, cancellationToken)
            .ConfigureAwait(false);
        try
        {
            return await MySqlTarget.PrepareAsync(connection, database, cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlException e)
        {
            throw database.TranslateWrite(
                e,
                "the session's settings",
                (why, inner) => Errors.ConnectFailed(database.ToString(), why, inner)
            );
        }
    }

    /// <inheritdoc/>
    protected override async Task<DbConnection> OpenToQueryAsync(
        DatabaseAddress address,
        CancellationToken cancellationToken
    ) => await _connections.OpenAsync(address, ConnectionUse.Query, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    protected override async Task<DatabaseInfo> DescribeAsync(
        DbConnection connection,
        DatabaseAddress address,
        CancellationToken cancellationToken
    )
    {
        // MariaDB has no server_uuid: host, port and data folder tell two servers apart as well.
        const string Identity = "SELECT CONCAT_WS('/', @@hostname, @@port, @@datadir, DATABASE())";
        var identity = (string)(await connection.ScalarAsync(Identity, cancellationToken).ConfigureAwait(false))!;
        // MariaDB puts a version of old before its own, for the replicas of old: 5.5.5-10.11.19-MariaDB.
        var version = connection.ServerVersion.StartsWith("5.5.5-", StringComparison.Ordinal)
            ? connection.ServerVersion[6..]
            : connection.ServerVersion;
        return new DatabaseInfo(
            Engine,
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
