using PidMigration.Catalog;
using PidMigration.Databases.Addresses;

namespace PidMigration.Databases;

/// <summary>Where a database is and as which user it is opened. Its text never shows the password.</summary>
public sealed class DatabaseAddress
{
    private readonly AddressFormat _format;

    internal DatabaseAddress(AddressFormat format) => _format = format;

    public DatabaseEngine Engine => _format.Engine;

    /// <summary>The host; null for a file or a Unix socket.</summary>
    public string? Host { get; init; }

    /// <summary>The port; null for the engine's usual one.</summary>
    public int? Port { get; init; }

    /// <summary>The Unix socket (MySQL: the file, PostgreSQL: its folder); null where TCP is meant.</summary>
    public string? Socket { get; init; }

    /// <summary>The database's name, or the file's path (SQLite).</summary>
    public required string Database { get; init; }

    /// <summary>The user; null where the driver's own default is meant.</summary>
    public string? User { get; init; }

    /// <summary>The driver's own options, by the names that its connection string knows.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>The password; null where none was given.</summary>
    internal string? Password { get; init; }

    /// <summary>Whether it is this machine that is spoken to, so that nothing can listen in between.</summary>
    public bool IsLoopback =>
        Host is null or "localhost" or "::1" or "[::1]" || Host.StartsWith("127.", StringComparison.Ordinal);

    /// <summary>The database's short name for questions and messages: <c>pidman on new</c>.</summary>
    public string ShortName => _format.ToShortName(this);

    /// <summary>The address as a URL, with neither user nor password.</summary>
    public string Place => _format.ToUrl(this, null);

    /// <summary>The address as a URL, without the password.</summary>
    public override string ToString() => _format.ToUrl(this, User);

    /// <summary>The same address for another user and password.</summary>
    public DatabaseAddress WithCredential(string user, string password) =>
        new(_format)
        {
            Host = Host,
            Port = Port,
            Socket = Socket,
            Database = Database,
            Options = Options,
            User = user,
            Password = password,
        };
}
