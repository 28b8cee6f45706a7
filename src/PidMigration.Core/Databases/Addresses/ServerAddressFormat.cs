using System.Globalization;

namespace PidMigration.Databases.Addresses;

/// <summary>
/// What the addresses of all servers share: <c>scheme://user:password@host:port/database?option=value</c>, and
/// connection strings with a host, a database and a user.
/// </summary>
internal abstract class ServerAddressFormat : AddressFormat
{
    private static readonly string[] DatabaseKeywords = ["Database", "Initial Catalog", "DB"];
    private static readonly string[] HostKeywords = ["Host", "Server", "Data Source", "DataSource", "Address", "Addr"];
    private static readonly string[] UserKeywords = ["Username", "User Id", "UserId", "User", "Uid", "User Name"];
    private static readonly string[] PasswordKeywords = ["Password", "Pwd"];

    /// <inheritdoc/>
    public override string Example => $"{Schemes[0]}://user@host/database";

    /// <summary>The options of a URL that name a Unix socket or its folder; the first that is given counts.</summary>
    protected abstract IReadOnlyList<string> SocketOptions { get; }

    /// <summary>Whether what such an option names is a host, which isn't this machine, and no socket.</summary>
    protected virtual bool IsHostName(string socket) => false;

    /// <inheritdoc/>
    public override DatabaseAddress Parse(AddressUrl url, AddressPaths paths)
    {
        var slash = url.Rest.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || slash == url.Rest.Length - 1)
            throw url.Refuse("the database's name is missing after the host");
        var database = url.Unescape(url.Rest[(slash + 1)..]);
        if (database.Contains('/', StringComparison.Ordinal))
            throw url.Refuse("there is more than a name after the host");
        var (user, password, place) = SplitAuthority(url, url.Rest[..slash]);
        var (host, port) = ParseHost(url, place);
        var socket = TakeSocket(url.Options);
        if (socket is not null && IsHostName(socket))
            (host, socket) = (socket, null);
        return new DatabaseAddress(this)
        {
            Host = host.Length == 0 ? null : host,
            Port = port,
            Database = database,
            User = string.IsNullOrEmpty(user) ? null : user,
            Password = password,
            Options = paths.Options(this, url.Options),
            Socket = paths.Socket(socket),
        };
    }

    /// <inheritdoc/>
    public override DatabaseAddress Parse(ConnectionKeywords keywords, AddressPaths paths)
    {
        var database = keywords.Take(DatabaseKeywords) ?? throw ConnectionKeywords.Refuse("Database is missing");
        var host = keywords.Take(HostKeywords);
        var port = keywords.Take("Port");
        // A path is a socket's; what begins with a point or with home is one too.
        var isSocket = host?.Split('/') is [{ } first, _, ..] && first is "" or "." or ".." or "~";
        return new DatabaseAddress(this)
        {
            Host = isSocket ? null : host,
            Socket = isSocket ? paths.Socket(host) : null,
            Port =
                port is null ? null
                : int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
                : throw ConnectionKeywords.Refuse($"'{port}' is not a port"),
            Database = database,
            User = keywords.Take(UserKeywords),
            Password = keywords.Take(PasswordKeywords),
            Options = paths.Options(this, keywords.Rest()),
        };
    }

    /// <inheritdoc/>
    public override string ToShortName(DatabaseAddress address) =>
        $"{address.Database} on {address.Host ?? "localhost"}";

    /// <inheritdoc/>
    public override string ToUrl(DatabaseAddress address, string? user)
    {
        var host = address.Host ?? "localhost";
        if (host.Contains(':', StringComparison.Ordinal) && host[0] != '[')
            host = $"[{host}]";
        var login = user is null ? "" : Uri.EscapeDataString(user) + "@";
        var port = address.Port is null ? "" : $":{address.Port}";
        return $"{Schemes[0]}://{login}{host}{port}/{Uri.EscapeDataString(address.Database)}";
    }

    /// <summary>What stands before the slash: <c>user:password@host:port</c>.</summary>
    private static (string? User, string? Password, string Place) SplitAuthority(AddressUrl url, string authority)
    {
        var at = authority.LastIndexOf('@');
        if (at < 0)
            return (null, null, authority);
        var colon = authority.IndexOf(':', StringComparison.Ordinal);
        var hasPassword = colon >= 0 && colon < at;
        return (
            url.Unescape(authority[..(hasPassword ? colon : at)]),
            hasPassword ? url.Unescape(authority[(colon + 1)..at]) : null,
            authority[(at + 1)..]
        );
    }

    private static (string Host, int? Port) ParseHost(AddressUrl url, string place)
    {
        var bracket = place.StartsWith('[') ? place.IndexOf(']', StringComparison.Ordinal) : -1;
        var colon = place.IndexOf(':', Math.Max(bracket, 0));
        if (place.StartsWith('[') && bracket < 0)
            throw url.Refuse("the bracket of the host isn't closed");
        if (colon < 0)
            return (place.Trim('[', ']'), null);
        var text = place[(colon + 1)..];
        if (
            !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535
        )
            throw url.Refuse($"'{text}' is not a port");
        return (place[..colon].Trim('[', ']'), port);
    }

    private string? TakeSocket(Dictionary<string, string> options)
    {
        string? socket = null;
        foreach (var name in SocketOptions)
            if (options.Remove(name, out var given))
                socket ??= given;
        return socket;
    }
}
