namespace PidDatabase;

/// <summary>Where the database is to be made.</summary>
public sealed record DatabaseUrl
{
    /// <summary><c>postgresql</c>, <c>mysql</c> or <c>sqlite</c>.</summary>
    public required string Scheme { get; init; }

    /// <summary>The server; or its socket, where it starts with a slash. Empty for SQLite.</summary>
    public string Host { get; init; } = "";

    /// <summary>The port; 0 is the engine's own.</summary>
    public int Port { get; init; }

    /// <summary>Who logs in.</summary>
    public string User { get; init; } = "";

    /// <summary>The password, from the URL or else from PGPASSWORD or MYSQL_PWD.</summary>
    public string Password { get; init; } = "";

    /// <summary>The database's name; for SQLite its file.</summary>
    public required string Database { get; init; }

    /// <summary>
    /// Reads <c>postgresql://user:password@host:port/database</c>, <c>mysql://…</c> (or <c>mariadb://…</c>), with
    /// <c>?socket=/path</c> for a Unix socket, or <c>sqlite:///file</c>, where an absolute path makes four slashes, as
    /// in Django's and SQLAlchemy's URLs; three will do where only the absolute path's folder exists.
    /// </summary>
    /// <param name="url">The URL.</param>
    /// <exception cref="FormatException">The URL isn't one of these.</exception>
    public static DatabaseUrl Parse(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        const string sqlite = "sqlite:///";
        if (url.StartsWith(sqlite, StringComparison.OrdinalIgnoreCase) && url.Length > sqlite.Length)
            return new() { Scheme = "sqlite", Database = FileOf(Uri.UnescapeDataString(url[sqlite.Length..])) };

        // The text of the URL isn't repeated: it may hold a password.
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri))
            throw new FormatException(
                "The database's URL can't be read; write postgresql://user@host:port/database, "
                    + "mysql://… or sqlite:///file."
            );
        var (scheme, password) = uri.Scheme switch
        {
            "postgresql" or "postgres" => ("postgresql", "PGPASSWORD"),
            "mysql" or "mariadb" => ("mysql", "MYSQL_PWD"),
            _ => throw new FormatException(
                $"There is no scheme {uri.Scheme}; use postgresql, mysql, mariadb or " + $"sqlite."
            ),
        };
        var database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/'));
        if (database.Length == 0)
            throw new FormatException(
                "The URL names no database; write it behind the host, as in " + "postgresql://user@host/database."
            );

        var login = uri.UserInfo.Split(':', 2);
        const string socket = "?socket=";
        return new()
        {
            Scheme = scheme,
            Host = uri.Query.StartsWith(socket, StringComparison.Ordinal)
                ? Uri.UnescapeDataString(uri.Query[socket.Length..])
                : uri.Host,
            Port = uri.IsDefaultPort ? 0 : uri.Port,
            User = Uri.UnescapeDataString(login[0]),
            Password =
                login.Length > 1
                    ? Uri.UnescapeDataString(login[1])
                    : Environment.GetEnvironmentVariable(password) ?? "",
            Database = database,
        };
    }

    private static string FileOf(string path)
    {
        var folder = Path.GetDirectoryName(path);
        return string.IsNullOrEmpty(folder) || Directory.Exists(folder) || !Directory.Exists("/" + folder)
            ? path
            : "/" + path;
    }
}
