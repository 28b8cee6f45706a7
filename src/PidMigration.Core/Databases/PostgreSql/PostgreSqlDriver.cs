using System.Data.Common;
using Npgsql;
using PidMigration.Catalog;

namespace PidMigration.Databases.PostgreSql;

/// <summary>PostgreSQL, through Npgsql.</summary>
internal sealed class PostgreSqlDriver : DatabaseDriver
{
    /// <inheritdoc/>
    public override DatabaseEngine Engine => DatabaseEngine.PostgreSql;

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
    public override IReadOnlyDictionary<string, string> PathOptions => PostgreSqlConnectionFactory.PathOptions;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> PathVariables => PostgreSqlConnectionFactory.PathVariables;

    /// <inheritdoc/>
    public override ExceptionTranslator Failures { get; } = new PostgreSqlExceptionTranslator();

    /// <inheritdoc/>
    public override async Task<Snapshot> OpenSnapshotAsync(
        DatabaseAddress address,
        int readers,
        CancellationToken cancellationToken
    )
    {
        var connection = await PostgreSqlConnectionFactory
            .OpenAsync(address, true, Failures, cancellationToken)
            .ConfigureAwait(false);
        return await PostgreSqlSnapshot
            .BeginAsync(
                connection,
                () => PostgreSqlConnectionFactory.OpenBlocking(address, Failures),
                Dialect,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async Task<Target> OpenTargetAsync(DatabaseAddress address, CancellationToken cancellationToken)
    {
        var connection = await PostgreSqlConnectionFactory
            .OpenAsync(address, false, Failures, cancellationToken)
            .ConfigureAwait(false);
        return await PostgreSqlTarget.PrepareAsync(connection, address, this, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override async Task<DbConnection> OpenToReadAsync(
        DatabaseAddress address,
        CancellationToken cancellationToken
    ) => await PostgreSqlConnectionFactory.OpenAsync(address, true, Failures, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    protected override async Task<DatabaseInfo> DescribeAsync(
        DbConnection connection,
        DatabaseAddress address,
        CancellationToken cancellationToken
    )
    {
        // The start of the postmaster and the database's oid tell two databases apart, whatever names lead to them; the
        // system identifier would be shared with a replica, and needs a right of its own.
        await using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT (SELECT oid FROM pg_database WHERE datname = current_database())::text || '/' || "
            + "extract(epoch FROM pg_postmaster_start_time())::text || '/' || coalesce(host(inet_server_addr()), '') || '/' || current_setting('port')";
        var parts = ((string)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!).Split('/');
        // A Unix socket has no address, and a host may have several: they don't tell databases apart, the start time
        // does.
        return new DatabaseInfo(
            DatabaseEngine.PostgreSql,
            "PostgreSQL",
            ((NpgsqlConnection)connection).PostgreSqlVersion.ToString(),
            $"postgresql/{parts[0]}/{parts[1]}/{parts[3]}"
        );
    }

    /// <inheritdoc/>
    protected override Task<DatabaseCatalog> ReadAsync(
        DbConnection connection,
        DatabaseInfo info,
        CancellationToken cancellationToken
    ) => new PostgreSqlCatalogReader((NpgsqlConnection)connection, Dialect).ReadAsync(info, cancellationToken);
}
