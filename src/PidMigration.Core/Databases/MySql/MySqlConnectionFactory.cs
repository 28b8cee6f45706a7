using System.Data.Common;
using System.Globalization;
using MySqlConnector;

namespace PidMigration.Databases.MySql;

/// <summary>
/// Makes connections out of addresses. Option names are those of MySQL's own clients or of MySqlConnector.
/// </summary>
internal sealed class MySqlConnectionFactory(ExceptionTranslator translator)
    : ServerConnectionFactory<MySqlConnection>(translator)
{
    private static readonly Dictionary<string, MySqlSslMode> SslModes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["disable"] = MySqlSslMode.Disabled,
        ["disabled"] = MySqlSslMode.Disabled,
        ["none"] = MySqlSslMode.Disabled,
        ["prefer"] = MySqlSslMode.Preferred,
        ["preferred"] = MySqlSslMode.Preferred,
        ["require"] = MySqlSslMode.Required,
        ["required"] = MySqlSslMode.Required,
        ["verify-ca"] = MySqlSslMode.VerifyCA,
        ["verify_ca"] = MySqlSslMode.VerifyCA,
        ["verifyca"] = MySqlSslMode.VerifyCA,
        ["verify-full"] = MySqlSslMode.VerifyFull,
        ["verify_identity"] = MySqlSslMode.VerifyFull,
        ["verifyfull"] = MySqlSslMode.VerifyFull,
    };

    /// <summary>
    /// UTC, strict, 0 is a key like any other, back-slashes escape, messages in English, and no time limit while one
    /// side waits for the other.
    /// </summary>
    private const string Settings =
        "SET NAMES utf8mb4, time_zone = '+00:00', sql_notes = 1, sql_safe_updates = 0, sql_select_limit = DEFAULT, "
        + "autocommit = 1, group_concat_max_len = 67108864, lc_messages = 'en_US', "
        + "net_read_timeout = 3600, net_write_timeout = 3600, wait_timeout = 86400, "
        + "sql_mode = 'STRICT_ALL_TABLES,STRICT_TRANS_TABLES,NO_AUTO_VALUE_ON_ZERO,NO_ZERO_DATE,NO_ZERO_IN_DATE,"
        + "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'";

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, string> ClientOptions { get; } =
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["sslrootcert"] = "SSL CA",
            ["ssl-ca"] = "SSL CA",
            ["ssl-cert"] = "SSL Cert",
            ["ssl-key"] = "SSL Key",
            ["connect_timeout"] = "Connection Timeout",
            ["connect-timeout"] = "Connection Timeout",
            ["charset"] = "Character Set",
        };

    /// <summary>
    /// Whether it is MariaDB that answers; the driver takes the version's prefix 5.5.5- away, not the name.
    /// </summary>
    public static bool IsMariaDb(MySqlConnection connection) =>
        connection.ServerVersion.Contains("MariaDB", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    protected override MySqlConnection Create(DatabaseAddress address, ConnectionUse use)
    {
        var text = new MySqlConnectionStringBuilder
        {
            Server = address.Socket ?? address.Host ?? "localhost",
            ConnectionProtocol = address.Socket is null
                ? MySqlConnectionProtocol.Sockets
                : MySqlConnectionProtocol.UnixSocket,
            Database = address.Database,
            Pooling = false,
            ConnectionTimeout = 15,
            DefaultCommandTimeout = 0,
            Keepalive = 30,
            ApplicationName = "PidMigration",
            CharacterSet = "utf8mb4",
            // A source that asks for this machine's files gets none.
            AllowLoadLocalInfile = use == ConnectionUse.Write,
            AllowUserVariables = true,
            TreatTinyAsBoolean = false,
            GuidFormat = MySqlGuidFormat.None,
            // No one can listen on the way to this machine, so the server may send its key to encrypt the password.
            AllowPublicKeyRetrieval = address.IsLoopback,
            SslMode =
                address.Socket is not null ? MySqlSslMode.Disabled
                : address.IsLoopback ? MySqlSslMode.Preferred
                : MySqlSslMode.VerifyFull,
        };
        if (address.Port is { } port)
            text.Port = (uint)port;
        var options = new Dictionary<string, string>(address.Options, StringComparer.OrdinalIgnoreCase);
        SetLogin(text, address, options);
        SetOptions(text, address, options);
        return new MySqlConnection(text.ConnectionString);
    }

    /// <inheritdoc/>
    // sql_require_primary_key and the statistics' age exist on MySQL only, the statement's time limit has two names.
    protected override string SettingsFor(MySqlConnection connection, ConnectionUse use)
    {
        var limits = IsMariaDb(connection)
            ? ", max_statement_time = 0"
            : ", max_execution_time = 0, information_schema_stats_expiry = 0";
        return Settings + limits + (use == ConnectionUse.Write ? "" : "; SET SESSION TRANSACTION READ ONLY");
    }

    /// <inheritdoc/>
    protected override bool TrySetTls(DbConnectionStringBuilder text, string name, string value)
    {
        if (
            name is not ("sslmode" or "ssl-mode" or "ssl_mode" or "SslMode" or "SSL Mode")
            || !SslModes.TryGetValue(value, out var mode)
        )
            return false;
        ((MySqlConnectionStringBuilder)text).SslMode = mode;
        return true;
    }

    /// <summary>User and password: the address's own, then the option file's, then MYSQL_PWD.</summary>
    private static void SetLogin(
        MySqlConnectionStringBuilder text,
        DatabaseAddress address,
        Dictionary<string, string> options
    )
    {
        options.Remove("defaults-file", out var named);
        if (options.Remove("read_default_file", out var alsoNamed))
            named ??= alsoNamed;
        var usual = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".my.cnf");
        var file =
            named is not null ? OptionFile.Read(named)
            : File.Exists(usual) ? OptionFile.Read(usual)
            : [];
        text.UserID = address.User ?? file.GetValueOrDefault("user") ?? Environment.UserName;
        // A password belongs to a user: the file's is not tried for another one.
        var sameUser = address.User is null || !file.TryGetValue("user", out var fileUser) || fileUser == address.User;
        if (
            (
                address.Password
                ?? (sameUser ? file.GetValueOrDefault("password") : null)
                ?? Environment.GetEnvironmentVariable("MYSQL_PWD")
            ) is
            { } password
        )
            text.Password = password;
        if (named is null || address.Host is not null || address.Socket is not null)
            return;
        if (file.TryGetValue("socket", out var socket))
            (text.Server, text.ConnectionProtocol) = (socket, MySqlConnectionProtocol.UnixSocket);
        if (file.TryGetValue("host", out var host))
            text.Server = host;
        if (
            file.TryGetValue("port", out var portText)
            && uint.TryParse(portText, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
        )
            text.Port = port;
    }
}
