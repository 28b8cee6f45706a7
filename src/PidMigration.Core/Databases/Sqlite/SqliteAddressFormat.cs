using PidMigration.Catalog;
using PidMigration.Databases.Addresses;

namespace PidMigration.Databases.Sqlite;

/// <summary>The addresses of SQLite files: <c>sqlite:///path</c>, <c>Data Source=path</c>.</summary>
internal sealed class SqliteAddressFormat : AddressFormat
{
    /// <inheritdoc/>
    public override DatabaseEngine Engine => DatabaseEngine.Sqlite;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Schemes { get; } = ["sqlite"];

    /// <inheritdoc/>
    public override IEnumerable<string> Prefixes => Schemes.Select(s => s + ":///");

    /// <inheritdoc/>
    public override string Example => "sqlite:///path/to/file.db";

    /// <inheritdoc/>
    /// <remarks>
    /// SQLAlchemy and dj-database-url have three slashes for a relative path and four for an absolute one; but /path
    /// that exists from the root is what most people mean by three. A drive, a point and home begin no path from the
    /// root.
    /// </remarks>
    public override DatabaseAddress Parse(AddressUrl url, AddressPaths paths)
    {
        if (!url.Rest.StartsWith('/'))
            throw url.Refuse("a file's address has three slashes, sqlite:///path");
        var path = url.Unescape(url.Rest);
        if (path.StartsWith("//", StringComparison.Ordinal))
            path = path[1..];
        else if (
            path.Length > 1
            && (OperatingSystem.IsWindows() || SaysWhereItBegins(path[1..]) || IsMeantFromHere(path, paths))
        )
            path = path[1..];
        if (path.Length < 2 && !File.Exists(path))
            throw url.Refuse("the file's path is missing");
        return At(path, url.Options, paths);
    }

    /// <inheritdoc/>
    public override bool Recognizes(ConnectionKeywords keywords) => keywords.NamesFileOnly && !keywords.Has("Host");

    /// <inheritdoc/>
    public override DatabaseAddress Parse(ConnectionKeywords keywords, AddressPaths paths)
    {
        var file = keywords.Take(ConnectionKeywords.File) ?? throw ConnectionKeywords.Refuse("Data Source is missing");
        return At(file, keywords.Rest(), paths);
    }

    /// <inheritdoc/>
    public override string ToShortName(DatabaseAddress address) => Path.GetFileName(address.Database);

    /// <inheritdoc/>
    public override string ToUrl(DatabaseAddress address, string? user) =>
        $"{Schemes[0]}:///{address.Database.TrimStart('/')}";

    private DatabaseAddress At(string path, Dictionary<string, string> options, AddressPaths paths) =>
        new(this) { Database = paths.File(path), Options = paths.Options(this, options) };

    /// <summary>Whether of /path and path the latter is meant.</summary>
    private static bool IsMeantFromHere(string path, AddressPaths paths)
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

    /// <summary>Whether a path begins here (<c>./x</c>), at home, or on a drive (<c>D:\x</c>).</summary>
    private static bool SaysWhereItBegins(string path)
    {
        var first = path.Split('/', '\\')[0];
        // Of a provider (Microsoft.PowerShell.Core\FileSystem::/x.db) the colons come after a back-slash.
        return first is "." or ".." or "~"
            || first.IndexOf(':', StringComparison.Ordinal) > 0
            || path.Contains("::", StringComparison.Ordinal);
    }
}
