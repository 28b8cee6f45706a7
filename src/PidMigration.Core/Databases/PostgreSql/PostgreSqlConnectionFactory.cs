using System.Data.Common;
using Npgsql;

namespace PidMigration.Databases.PostgreSql;

/// <summary>
/// Makes connections out of addresses. Option names are libpq's (PostgreSQL 15 manual, 34.1.2) or Npgsql's own.
/// </summary>
internal sealed class PostgreSqlConnectionFactory(ExceptionTranslator translator)
    : ServerConnectionFactory<NpgsqlConnection>(translator)
{
    private static readonly Dictionary<string, SslMode> SslModes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["disable"] = SslMode.Disable,
        ["allow"] = SslMode.Allow,
        ["prefer"] = SslMode.Prefer,
        ["require"] = SslMode.Require,
        ["verify-ca"] = SslMode.VerifyCA,
        ["verify-full"] = SslMode.VerifyFull,
    };

    /// <summary>UTC, ISO dates, hex bytes, shortest floats, no time limits.</summary>
    private const string Settings =
        "SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres'; SET bytea_output = 'hex'; "
        + "SET extra_float_digits = 1; SET client_encoding = 'UTF8'; SET standard_conforming_strings = on; "
        + "SET statement_timeout = 0; SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0; "
        // A policy that hides rows makes a query fail instead. PostgreSQL 15 manual, 20.11.1, row_security.
        + "SET row_security = off";

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, string> ClientOptions { get; } =
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["sslrootcert"] = "Root Certificate",
            ["sslcert"] = "SSL Certificate",
            ["sslkey"] = "SSL Key",
            ["passfile"] = "Passfile",
            ["connect_timeout"] = "Timeout",
            ["application_name"] = "Application Name",
            ["options"] = "Options",
            ["search_path"] = "Search Path",
        };

    /// <inheritdoc/>
    protected override NpgsqlConnection Create(DatabaseAddress address, ConnectionUse use)
    {
        var text = new NpgsqlConnectionStringBuilder
        {
            Host = address.Socket ?? address.Host ?? "localhost",
            Database = address.Database,
            Pooling = false,
            Timeout = 15,
            CommandTimeout = 0,
            KeepAlive = 30,
            // Rows come in messages of their own; a larger buffer takes many of them from the socket at once.
            ReadBufferSize = 1 << 16,
            ApplicationName = "PidMigration",
            IncludeErrorDetail = true,
            SslMode = address.IsLoopback ? SslMode.Prefer : SslMode.VerifyFull,
        };
        if (address.Port is { } port)
            text.Port = port;
        if (address.User is { } user)
            text.Username = user;
        if (address.Password is { } password)
            text.Password = password;
        SetOptions(text, address, address.Options);
        return new NpgsqlConnection(text.ConnectionString);
    }

    /// <inheritdoc/>
    protected override string SettingsFor(NpgsqlConnection connection, ConnectionUse use) =>
        use == ConnectionUse.Write ? Settings : $"{Settings}; SET default_transaction_read_only = on";

    /// <inheritdoc/>
    protected override bool TrySetTls(DbConnectionStringBuilder text, string name, string value)
    {
        if (!name.Equals("sslmode", StringComparison.OrdinalIgnoreCase) || !SslModes.TryGetValue(value, out var mode))
            return false;
        ((NpgsqlConnectionStringBuilder)text).SslMode = mode;
        return true;
    }
}
