using System.Data.Common;
using Npgsql;
using PidMigration.Catalog;
using PidMigration.Databases.Addresses;

namespace PidMigration.Databases.PostgreSql;

/// <summary>PostgreSQL, through Npgsql.</summary>
internal sealed class PostgreSqlDriver : DatabaseDriver
{
    private readonly PostgreSqlConnectionFactory _connections;

    public PostgreSqlDriver() => _connections = new PostgreSqlConnectionFactory(Translator);

    /// <inheritdoc/>
    public override Dialect Dialect { get; } = new PostgreSqlDialect();

    /// <inheritdoc/>
    public override ValuePredicates Checks { get; } = new PostgreSqlValuePredicates(new PostgreSqlDialect());

    /// <inheritdoc/>
    /// <remarks>
    /// PostgreSQL 15 manual: numbers 8.1.2 and 8.1.3, dates 8.5 (4713 BC to 5874897 AD, infinity), NUL 8.3, jsonb 8.14.
    /// </remarks>
    public override EngineTraits Traits { get; } =
        new()
        {
            EnforcesDeclarations = true,
            HoldsNaN = true,
            HoldsInfinity = true,
            HoldsInfiniteDates = true,
            HoldsDistantYears = true,
            UniqueKeyJson = ["jsonb"],
            DecodedJson = ["jsonb"],
        };

    /// <inheritdoc/>
    public override IReadOnlyList<(string Native, ValueKind Kind)> Types => PostgreSqlTypeMap.Rows;

    /// <inheritdoc/>
    public override ExceptionTranslator Translator { get; } = new PostgreSqlExceptionTranslator();

    /// <inheritdoc/>
    internal override AddressFormat Addresses { get; } = new PostgreSqlAddressFormat();

    /// <inheritdoc/>
    internal override async Task<Snapshot> OpenSnapshotAsync(
        Database database,
        int readers,
        CancellationToken cancellationToken
    )
    {
        var connection = await _connections
            .OpenAsync(database.Address, ConnectionUse.Query, cancellationToken)
            .ConfigureAwait(false);
        return await PostgreSqlSnapshot
            .BeginAsync(connection, () => _connections.OpenToReadRows(database.Address), database, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    internal override async Task<Target> OpenTargetAsync(Database database, CancellationToken cancellationToken)
    {
        var connection = await _connections
            .OpenAsync(database.Address, ConnectionUse.Write, cancellationToken)
            .ConfigureAwait(false);
        return await PostgreSqlTarget
            .PrepareAsync(connection, database, _connections, cancellationToken)
            .ConfigureAwait(false);
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
        // The start of the postmaster and the database's oid tell two databases apart, whatever names lead to them; the
        // system identifier would be shared with a replica, and needs a right of its own. A Unix socket has no address,
        // and a host may have several: they don't tell databases apart, the start time does.
        const string Identity =
            "SELECT (SELECT oid FROM pg_database WHERE datname = current_database())::text || '/' || "
            + "extract(epoch FROM pg_postmaster_start_time())::text || '/' || current_setting('port')";
        var identity = (string)(await connection.ScalarAsync(Identity, cancellationToken).ConfigureAwait(false))!;
        var version = ((NpgsqlConnection)connection).PostgreSqlVersion.ToString();
        return new DatabaseInfo(Engine, "PostgreSQL", version, $"postgresql/{identity}");
    }

    /// <inheritdoc/>
    protected override Task<DatabaseCatalog> ReadAsync(
        DbConnection connection,
        DatabaseInfo info,
        CancellationToken cancellationToken
    ) => new PostgreSqlCatalogReader((NpgsqlConnection)connection, Dialect).ReadAsync(info, cancellationToken);
}
