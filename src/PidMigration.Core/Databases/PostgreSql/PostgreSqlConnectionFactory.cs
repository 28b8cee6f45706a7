using Npgsql;
using PidMigration.Failures;

namespace PidMigration.Databases.PostgreSql;

/// <summary>Makes connections out of addresses. Option names are libpq's (PostgreSQL 15 manual, 34.1.2) or Npgsql's own.</summary>
internal static class PostgreSqlConnectionFactory
{
    private static readonly Dictionary<string, string> LibpqOptions = new(StringComparer.OrdinalIgnoreCase)
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

    public static IReadOnlyDictionary<string, string> PathOptions { get; } =
        new Dictionary<string, string>
        {
            ["SSLROOTCERT"] = "Root Certificate",
            ["ROOTCERTIFICATE"] = "Root Certificate",
            ["SSLCERT"] = "SSL Certificate",
            ["SSLCERTIFICATE"] = "SSL Certificate",
            ["SSLKEY"] = "SSL Key",
            ["PASSFILE"] = "Passfile",
        };

    /// <summary>libpq's environment variables that name a file; Npgsql reads them too.</summary>
    public static IReadOnlyDictionary<string, string> PathVariables { get; } =
        new Dictionary<string, string>
        {
            ["PGSSLROOTCERT"] = "Root Certificate",
            ["PGSSLCERT"] = "SSL Certificate",
            ["PGSSLKEY"] = "SSL Key",
            ["PGPASSFILE"] = "Passfile",
        };

    private static readonly Dictionary<string, SslMode> SslModes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["disable"] = SslMode.Disable,
        ["allow"] = SslMode.Allow,
        ["prefer"] = SslMode.Prefer,
        ["require"] = SslMode.Require,
        ["verify-ca"] = SslMode.VerifyCA,
        ["verify-full"] = SslMode.VerifyFull,
    };

    /// <summary>Every session speaks alike, so that a value has one text: UTC, ISO dates, hex bytes, shortest floats, no time limits.</summary>
    private const string Settings =
        "SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres'; SET "
        + "bytea_output = 'hex'; SET extra_float_digits = 1; "
        + "SET client_encoding = 'UTF8'; SET standard_conforming_strings = on; SET "
        + "statement_timeout = 0; SET lock_timeout = 0; SET idle_in_transaction_session_timeout = "
        + "0; "
        // A policy that hides rows makes a query fail instead. PostgreSQL 15 manual, 20.11.1, row_security.
        + "SET row_security = off";

    /// <summary>Opens a connection; a read-only one can't write even if it were asked to.</summary>
    public static async Task<NpgsqlConnection> OpenAsync(
        DatabaseAddress address,
        bool readOnly,
        ExceptionTranslator failures,
        CancellationToken cancellationToken
    )
    {
        var connection = new NpgsqlConnection(Describe(address).ConnectionString);
        try
        {
            await BestEffortDisposal.OpenCancellableAsync(connection, cancellationToken).ConfigureAwait(false);
            await using var command = connection.CreateCommand();
            command.CommandText = SettingsFor(readOnly);
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw failures.TranslateConnect(e, address);
        }
    }

    /// <summary>Opens a read-only connection for rows: its socket blocks (<see cref="BlockingCommand"/>).</summary>
    public static NpgsqlConnection OpenBlocking(DatabaseAddress address, ExceptionTranslator failures)
    {
        BlockingCommand.EnsureThreadPoolMinimum();
        var connection = new NpgsqlConnection(Describe(address).ConnectionString);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = SettingsFor(true);
            command.ExecuteNonQuery();
            return connection;
        }
        catch (Exception e)
        {
            connection.Dispose();
            throw failures.TranslateConnect(e, address);
        }
    }

    private static string SettingsFor(bool readOnly) =>
        Settings + (readOnly ? "; SET default_transaction_read_only = on" : "");

    private static NpgsqlConnectionStringBuilder Describe(DatabaseAddress address)
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
        foreach (var (name, value) in address.Options)
        {
            if (name.Equals("sslmode", StringComparison.OrdinalIgnoreCase) && SslModes.TryGetValue(value, out var mode))
            {
                text.SslMode = mode;
                continue;
            }

            try
            {
                text[LibpqOptions.GetValueOrDefault(name, name)] = value;
            }
            catch (Exception e)
                when (e is ArgumentException or FormatException or InvalidCastException or OverflowException)
            {
                throw Errors.BadOption(name, address.ToString(), "Npgsql doesn't support the option or its value");
            }
        }

        return text;
    }
}
