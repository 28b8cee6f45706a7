using PidMigration.Catalog;
using PidMigration.Databases.Addresses;

namespace PidMigration.Databases.MySql;

/// <summary>
/// The addresses of MySQL and MariaDB. Source: MySQL 8.4 manual, 6.2.5, Connecting to the Server Using URI-Like
/// Strings.
/// </summary>
internal sealed class MySqlAddressFormat : ServerAddressFormat
{
    /// <inheritdoc/>
    public override DatabaseEngine Engine => DatabaseEngine.MySql;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Schemes { get; } = ["mysql", "mariadb"];

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> PathOptions { get; } =
        new Dictionary<string, string>
        {
            ["SSLROOTCERT"] = "SSL CA",
            ["SSLCA"] = "SSL CA",
            ["CACERTIFICATEFILE"] = "SSL CA",
            ["SSLCERT"] = "SSL Cert",
            ["SSLKEY"] = "SSL Key",
            ["CERTIFICATEFILE"] = "Certificate File",
            ["SERVERRSAPUBLICKEYFILE"] = "Server RSA Public Key File",
            ["DEFAULTSFILE"] = "defaults-file",
            ["READDEFAULTFILE"] = "defaults-file",
        };

    /// <inheritdoc/>
    protected override IReadOnlyList<string> SocketOptions { get; } = ["socket", "unix_socket"];

    /// <inheritdoc/>
    public override bool Recognizes(ConnectionKeywords keywords) =>
        keywords.Has("Server")
        && (keywords.Has("Uid") || keywords.Has("User") && !keywords.Has("Username"))
        && !keywords.Has("Host")
        && !keywords.NamesFileOnly;
}
