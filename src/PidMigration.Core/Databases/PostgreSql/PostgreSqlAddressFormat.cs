using PidMigration.Catalog;
using PidMigration.Databases.Addresses;

namespace PidMigration.Databases.PostgreSql;

/// <summary>PostgreSQL's addresses. Source: PostgreSQL 15 manual, 34.1.1, Connection Strings.</summary>
internal sealed class PostgreSqlAddressFormat : ServerAddressFormat
{
    /// <inheritdoc/>
    public override DatabaseEngine Engine => DatabaseEngine.PostgreSql;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Schemes { get; } = ["postgresql", "postgres"];

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> PathOptions { get; } =
        new Dictionary<string, string>
        {
            ["SSLROOTCERT"] = "Root Certificate",
            ["ROOTCERTIFICATE"] = "Root Certificate",
            ["SSLCERT"] = "SSL Certificate",
            ["SSLCERTIFICATE"] = "SSL Certificate",
            ["SSLKEY"] = "SSL Key",
            ["PASSFILE"] = "Passfile",
        };

    /// <inheritdoc/>
    /// <remarks>They are libpq's; Npgsql reads them too.</remarks>
    public override IReadOnlyDictionary<string, string> PathVariables { get; } =
        new Dictionary<string, string>
        {
            ["PGSSLROOTCERT"] = "Root Certificate",
            ["PGSSLCERT"] = "SSL Certificate",
            ["PGSSLKEY"] = "SSL Key",
            ["PGPASSFILE"] = "Passfile",
        };

    /// <inheritdoc/>
    protected override IReadOnlyList<string> SocketOptions { get; } = ["host"];

    /// <inheritdoc/>
    /// <remarks>A name without a slash is a host like any other, which TLS has to verify.</remarks>
    protected override bool IsHostName(string socket) => !AddressPaths.IsSocket(socket);

    /// <inheritdoc/>
    public override bool Recognizes(ConnectionKeywords keywords) =>
        keywords.Has("Host") || keywords.Has("Username") && !keywords.Has("Uid") && !keywords.NamesFileOnly;
}
