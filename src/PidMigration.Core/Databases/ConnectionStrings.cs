using System.Data.Common;
using System.Globalization;
using PidMigration.Catalog;
using PidMigration.Failures;

namespace PidMigration.Databases;

/// <summary>Reads ADO.NET connection strings: <c>Host=…;Username=…</c>, <c>Server=…;Uid=…</c>, <c>Data Source=file</c>.</summary>
internal static class ConnectionStrings
{
    private static readonly string[] HostWords = ["Host", "Server", "Data Source", "DataSource", "Address", "Addr"];
    private static readonly string[] UserWords = ["Username", "User Id", "UserId", "User", "Uid", "User Name"];
    private static readonly string[] PasswordWords = ["Password", "Pwd"];
    private static readonly string[] FileWords = ["Data Source", "DataSource", "Filename"];

    public static DatabaseAddress Parse(string text, DatabaseEngine? named, AddressPaths paths)
    {
        var words = new DbConnectionStringBuilder();
        try
        {
            words.ConnectionString = text;
        }
        catch (ArgumentException)
        {
            // The driver's own message would repeat the text, password and all.
            throw Errors.BadAddress("the connection string", "it is not a list of name=value pairs");
        }

        var engine = named ?? Guess(words);
        if (engine == DatabaseEngine.Sqlite)
        {
            var file =
                Take(words, FileWords) ?? throw Errors.BadAddress("the connection string", "Data Source is missing");
            return new DatabaseAddress
            {
                Engine = engine,
                Database = paths.File(file),
                Options = paths.Options(engine, Rest(words)),
            };
        }

        var database =
            Take(words, "Database", "Initial Catalog", "DB")
            ?? throw Errors.BadAddress("the connection string", "Database is missing");
        var host = Take(words, HostWords);
        var port = Take(words, "Port");
        // A path is a socket's; what begins with a point or with home is one too.
        var isSocket = host?.Split('/') is [{ } first, _, ..] && first is "" or "." or ".." or "~";
        return new DatabaseAddress
        {
            Engine = engine,
            Host = isSocket ? null : host,
            Socket = isSocket ? paths.Socket(host) : null,
            Port =
                port is null ? null
                : int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
                : throw Errors.BadAddress("the connection string", $"'{port}' is not a port"),
            Database = database,
            User = Take(words, UserWords),
            Password = Take(words, PasswordWords),
            Options = paths.Options(engine, Rest(words)),
        };
    }

    private static DatabaseEngine Guess(DbConnectionStringBuilder words)
    {
        if (words.ContainsKey("Host"))
            return DatabaseEngine.PostgreSql;
        if (!words.ContainsKey("Database") && !words.ContainsKey("Initial Catalog") && FileWords.Any(words.ContainsKey))
            return DatabaseEngine.Sqlite;
        if (words.ContainsKey("Username") && !words.ContainsKey("Uid"))
            return DatabaseEngine.PostgreSql;
        if (words.ContainsKey("Server") && (words.ContainsKey("Uid") || words.ContainsKey("User")))
            return DatabaseEngine.MySql;
        throw Errors.AmbiguousConnectionString();
    }

    private static string? Take(DbConnectionStringBuilder words, params string[] names)
    {
        foreach (var name in names)
            if (words.TryGetValue(name, out var value))
            {
                words.Remove(name);
                return Convert.ToString(value, CultureInfo.InvariantCulture);
            }

        return null;
    }

    private static Dictionary<string, string> Rest(DbConnectionStringBuilder words) =>
        words
            .Keys.Cast<string>()
            .ToDictionary(
                k => k,
                k => Convert.ToString(words[k], CultureInfo.InvariantCulture) ?? "",
                StringComparer.OrdinalIgnoreCase
            );
}
