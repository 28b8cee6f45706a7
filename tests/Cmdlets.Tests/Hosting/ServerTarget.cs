using System.Data.Common;
using System.Globalization;
using MySqlConnector;
using Npgsql;
using PidDatabase;
using PidMigration.Database.Tests.Servers;

namespace PidMigration.Cmdlets.Tests.Hosting;

/// <summary>A target of one's own on a server, where another session can stand in the way.</summary>
public sealed class ServerTarget : IAsyncDisposable
{
    private static int _made;

    private readonly ServerAddress _server;
    private readonly string _name;

    private ServerTarget(ServerAddress server) =>
        (_server, _name) = (server, $"cmdlets_{Environment.ProcessId}_{Interlocked.Increment(ref _made)}");

    /// <summary>The target's address.</summary>
    public string Url => _server.UrlOf(_name);

    private bool IsPostgreSql => _server.Scheme == "postgresql";

    /// <summary>
    /// What Django's migrate makes. Without a server the test ends here: in CI as a failure, elsewhere as a loud skip.
    /// </summary>
    /// <param name="server">POSTGRESQL or MARIADB.</param>
    public static async Task<ServerTarget> MakeAsync(string server = "POSTGRESQL")
    {
        var variable = $"PIDMIGRATION_TEST_{server}";
        var address = ServerAddress.From(variable);
        if (address is null && Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail($"{variable} names no server.");
        if (address is null)
            Assert.Skip($"{variable} names no server.");
        var target = new ServerTarget(address!);
        await PidDatabaseGenerator.CreateAsync(
            target.Url,
            new PidDatabaseOptions { Scale = 0.002, Empty = true },
            CancellationToken.None
        );
        return target;
    }

    /// <summary>A session's transaction that has done this; what it locked is free again when it is disposed.</summary>
    /// <param name="sql">What it does.</param>
    /// <param name="isFree">Whether foreign keys don't hold for it.</param>
    public async Task<DbConnection> HoldAsync(string sql, bool isFree = false)
    {
        var free = IsPostgreSql ? "SET session_replication_role = 'replica'; " : "SET foreign_key_checks = 0; ";
        var connection = await OpenAsync(_name);
        await RunAsync(connection, $"{(isFree ? free : "")}BEGIN; {sql}");
        return connection;
    }

    /// <summary>Waits until somebody waits for a lock.</summary>
    public async Task WaitUntilBlockedAsync()
    {
        for (var tries = 0; tries < 150; tries++)
        {
            if (await BlockedAsync() > 0)
                return;
            // InnoDB shows what it showed before where it was asked less than a tenth of a second ago.
            await Task.Delay(200);
        }

        Assert.Fail("Nobody came to wait for the lock.");
    }

    /// <summary>How many wait for a lock.</summary>
    public Task<long> BlockedAsync() =>
        NumberAsync(
            IsPostgreSql
                ? "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND "
                    + "wait_event_type = 'Lock'"
                : "SELECT count(*) FROM information_schema.innodb_trx t JOIN information_schema.processlist p "
                    + "ON p.id = t.trx_mysql_thread_id "
                    + "WHERE t.trx_state = 'LOCK WAIT' AND p.db = DATABASE()"
        );

    public async Task<long> NumberAsync(string sql)
    {
        await using var connection = await OpenAsync(_name);
        return Convert.ToInt64(await RunAsync(connection, sql), CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        await using var connection = await OpenAsync(_server.Database);
        await RunAsync(
            connection,
            IsPostgreSql ? $"DROP DATABASE IF EXISTS {_name} WITH (FORCE)" : $"DROP DATABASE IF EXISTS {_name}"
        );
    }

    private async Task<DbConnection> OpenAsync(string database)
    {
        DbConnection connection = IsPostgreSql
            ? new NpgsqlConnection(
                new NpgsqlConnectionStringBuilder
                {
                    Host = _server.Host,
                    Port = _server.Port,
                    Username = _server.User,
                    Password = _server.Password,
                    Database = database,
                    Pooling = false,
                }.ConnectionString
            )
            : new MySqlConnection(
                new MySqlConnectionStringBuilder
                {
                    Server = _server.Host,
                    Port = (uint)_server.Port,
                    UserID = _server.User,
                    Password = _server.Password,
                    Database = database,
                    Pooling = false,
                }.ConnectionString
            );
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<object?> RunAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }
}
