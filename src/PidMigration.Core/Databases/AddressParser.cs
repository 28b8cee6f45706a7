using PidMigration.Databases.Addresses;
using PidMigration.Failures;

namespace PidMigration.Databases;

/// <summary>
/// Reads what a user writes for a database: a URL (<c>postgresql://</c>, <c>mysql://</c>, <c>mariadb://</c>,
/// <c>sqlite:///</c>) or an ADO.NET connection string. Which engine is meant is decided here; the engine's own
/// <see cref="AddressFormat"/> reads the rest. An error never shows the password.
/// </summary>
public static class AddressParser
{
    private static IEnumerable<AddressFormat> Formats => DatabaseDrivers.All.Select(d => d.Addresses);

    /// <summary>The address that a text names.</summary>
    /// <param name="text">A URL or a connection string.</param>
    /// <param name="resolve">Where the paths in it lead: from the process's folder, when left out.</param>
    /// <exception cref="MigrationException">
    /// PID1002–1005, PID1008: it is no address; the message says why.
    /// </exception>
    public static DatabaseAddress Parse(string text, PathResolver? resolve = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var paths = new AddressPaths(resolve ?? Path.GetFullPath);
        text = text.Trim();
        var separator = text.IndexOf("://", StringComparison.Ordinal);
        if (separator > 0)
            return ParseUrl(text[..separator], text[(separator + 3)..], paths);
        if (!text.Contains('=', StringComparison.Ordinal))
            throw Refuse(text.Length > 60 ? text[..60] + "…" : text, "it is neither a URL nor a connection string");
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && FindFormat(text[..colon]) is { } format
            ? format.Parse(new ConnectionKeywords(text[(colon + 1)..]), paths)
            : ParseConnectionString(text, paths);
    }

    /// <summary>The error for a text that is no address.</summary>
    internal static MigrationException Refuse(string shown, string why) =>
        Errors.BadAddress(shown, why, Alternatives(Formats.Select(f => f.Example)));

    private static DatabaseAddress ParseUrl(string scheme, string rest, AddressPaths paths)
    {
        var shown = AddressUrl.Show(scheme, rest);
        var format =
            FindFormat(scheme)
            ?? throw Errors.UnknownScheme(scheme, shown, Alternatives(Formats.SelectMany(f => f.Prefixes)));
        return format.Parse(AddressUrl.Split(rest, shown), paths);
    }

    private static DatabaseAddress ParseConnectionString(string text, AddressPaths paths)
    {
        var keywords = new ConnectionKeywords(text);
        return Formats.Where(f => f.Recognizes(keywords)).ToList() is [var format]
            ? format.Parse(keywords, paths)
            : throw Errors.AmbiguousConnectionString(Alternatives(Formats.Select(f => $"'{f.Schemes[0]}:'")));
    }

    private static AddressFormat? FindFormat(string scheme) =>
        Formats.FirstOrDefault(f => f.Schemes.Contains(scheme, StringComparer.OrdinalIgnoreCase));

    private static string Alternatives(IEnumerable<string> texts)
    {
        var all = texts.ToList();
        return $"{string.Join(", ", all.SkipLast(1))} or {all[^1]}";
    }
}
