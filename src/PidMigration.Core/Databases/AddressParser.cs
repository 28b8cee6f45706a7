using System.Globalization;
using PidMigration.Catalog;
using PidMigration.Failures;

namespace PidMigration.Databases;

/// <summary>
/// Reads what a user writes for a database: a URL (<c>postgresql://</c>, <c>mysql://</c>, <c>mariadb://</c>, <c>sqlite:///</c>)
/// or an ADO.NET connection string. What it refuses is never shown with its password.
/// </summary>
public static class AddressParser
{
    private static readonly Dictionary<string, DatabaseEngine> Schemes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["postgresql"] = DatabaseEngine.PostgreSql,
        ["postgres"] = DatabaseEngine.PostgreSql,
        ["mysql"] = DatabaseEngine.MySql,
        ["mariadb"] = DatabaseEngine.MySql,
        ["sqlite"] = DatabaseEngine.Sqlite,
    };

    /// <summary>The address that a text names.</summary>
    /// <param name="text">A URL or a connection string.</param>
    /// <param name="resolve">Where the paths in it lead: from the process's folder, when left out.</param>
    /// <exception cref="MigrationException">PID1002–1005, PID1008: it is no address; the message says why.</exception>
    public static DatabaseAddress Parse(string text, PathResolver? resolve = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var paths = new AddressPaths(resolve ?? Path.GetFullPath);
        text = text.Trim();
        var separator = text.IndexOf("://", StringComparison.Ordinal);
        if (separator > 0)
            return ParseUrl(text, separator, paths);

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (
            colon > 0
            && Schemes.TryGetValue(text[..colon], out var named)
            && text.Contains('=', StringComparison.Ordinal)
        )
            return ConnectionStrings.Parse(text[(colon + 1)..], named, paths);
        if (text.Contains('=', StringComparison.Ordinal))
            return ConnectionStrings.Parse(text, null, paths);
        throw Errors.BadAddress(
            text.Length > 60 ? text[..60] + "…" : text,
            "it is neither a URL nor a connection string"
        );
    }

    private static DatabaseAddress ParseUrl(string text, int separator, AddressPaths paths)
    {
        var scheme = text[..separator];
        var rest = text[(separator + 3)..];
        var shown = scheme + "://" + HidePassword(rest);
        if (!Schemes.TryGetValue(scheme, out var engine))
            throw Errors.UnknownScheme(scheme, shown);

        var query = rest.IndexOf('?', StringComparison.Ordinal);
        var options = query < 0 ? [] : ParseQuery(rest[(query + 1)..], shown);
        if (query >= 0)
            rest = rest[..query];
        if (engine == DatabaseEngine.Sqlite)
            return ParseFile(rest, options, shown, paths);

        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || slash == rest.Length - 1)
            throw Errors.BadAddress(shown, "the name of the database is missing after the host");
        var database = Unescape(rest[(slash + 1)..], shown);
        if (database.Contains('/', StringComparison.Ordinal))
            throw Errors.BadAddress(shown, "more than a name follows the host");
        var authority = rest[..slash];
        string? user = null,
            password = null;
        var at = authority.LastIndexOf('@');
        if (at >= 0)
        {
            var colon = authority.IndexOf(':', StringComparison.Ordinal);
            if (colon >= 0 && colon < at)
                password = Unescape(authority[(colon + 1)..at], shown);
            user = Unescape(authority[..(colon >= 0 && colon < at ? colon : at)], shown);
            authority = authority[(at + 1)..];
        }

        var (host, port) = ParseHost(authority, shown);
        options.Remove("host", out var socketFolder);
        options.Remove("socket", out var socketFile);
        options.Remove("unix_socket", out var otherSocketFile);
        return new DatabaseAddress
        {
            Engine = engine,
            Host = host.Length == 0 ? null : host,
            Port = port,
            Database = database,
            User = string.IsNullOrEmpty(user) ? null : user,
            Password = password,
            Options = paths.Options(engine, options),
            Socket = paths.Socket(engine == DatabaseEngine.PostgreSql ? socketFolder : socketFile ?? otherSocketFile),
        };
    }

    private static DatabaseAddress ParseFile(
        string rest,
        Dictionary<string, string> options,
        string shown,
        AddressPaths paths
    )
    {
        // sqlite:///relative or /absolute: as SQLAlchemy and dj-database-url have it, three slashes for a relative path and four
        // for an absolute one; but /path that exists from the root is what most people mean by three. A drive, a point and
        // home begin no path from the root.
        if (!rest.StartsWith('/'))
            throw Errors.BadAddress(shown, "the address of a file has three slashes, sqlite:///path");
        var path = Unescape(rest, shown);
        if (path.StartsWith("//", StringComparison.Ordinal))
            path = path[1..];
        else if (path.Length > 1 && (OperatingSystem.IsWindows() || HasStart(path[1..]) || IsHere(path, paths)))
            path = path[1..];
        if (path.Length < 2 && !File.Exists(path))
            throw Errors.BadAddress(shown, "the file's path is missing");
        return new DatabaseAddress
        {
            Engine = DatabaseEngine.Sqlite,
            Database = paths.File(path),
            Options = paths.Options(DatabaseEngine.Sqlite, options),
        };
    }

    /// <summary>Whether of /path and path the latter is meant.</summary>
    private static bool IsHere(string path, AddressPaths paths)
    {
        if (File.Exists(path))
            return false;
        var here = paths.File(path[1..]);
        if (File.Exists(here))
            return true;
        // Neither is there. The error that says so shows the one whose folder is; hardly anybody means the root itself.
        var folder = Path.GetDirectoryName(path)!;
        return (folder == "/" || !Directory.Exists(folder)) && Directory.Exists(Path.GetDirectoryName(here));
    }

    /// <summary>Whether a path says itself where it begins: here (<c>./x</c>), at home, or on a drive (<c>D:\x</c>).</summary>
    private static bool HasStart(string path)
    {
        var first = path.Split('/', '\\')[0];
        // Of a provider (Microsoft.PowerShell.Core\FileSystem::/x.db) the colons come behind a back-slash.
        return first is "." or ".." or "~"
            || first.IndexOf(':', StringComparison.Ordinal) > 0
            || path.Contains("::", StringComparison.Ordinal);
    }

    private static (string Host, int? Port) ParseHost(string authority, string shown)
    {
        var bracket = authority.StartsWith('[') ? authority.IndexOf(']', StringComparison.Ordinal) : -1;
        var colon = authority.IndexOf(':', Math.Max(bracket, 0));
        if (authority.StartsWith('[') && bracket < 0)
            throw Errors.BadAddress(shown, "the host's bracket isn't closed");
        if (colon < 0)
            return (authority.Trim('[', ']'), null);
        if (
            !int.TryParse(authority[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || port is < 1 or > 65535
        )
            throw Errors.BadAddress(shown, $"'{authority[(colon + 1)..]}' is not a port");
        return (authority[..colon].Trim('[', ']'), port);
    }

    private static Dictionary<string, string> ParseQuery(string query, string shown)
    {
        var options = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            // The part isn't shown: behind a question mark that should have been %3F it is the rest of a password.
            if (equals <= 0)
                throw Errors.BadAddress(
                    shown,
                    "the part after '?' is not a list of name=value pairs (write a ? in a password as %3F)"
                );
            options[Unescape(part[..equals], shown)] = Unescape(part[(equals + 1)..].Replace('+', ' '), shown);
        }

        return options;
    }

    private static string Unescape(string text, string shown)
    {
        for (var i = 0; i < text.Length; i++)
            if (
                text[i] == '%'
                && (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
            )
                throw Errors.BadAddress(shown, "two hexadecimal digits must follow a % (write a % itself as %25)");
        return Uri.UnescapeDataString(text);
    }

    private static string HidePassword(string rest)
    {
        // A password with a slash or a question mark that should have been escaped must not show either: up to the last @.
        var at = rest.LastIndexOf('@');
        var colon = rest.IndexOf(':', StringComparison.Ordinal);
        var shown = at > 0 && colon >= 0 && colon < at ? rest[..colon] + rest[at..] : rest;
        var query = shown.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? shown : shown[..query];
    }
}
