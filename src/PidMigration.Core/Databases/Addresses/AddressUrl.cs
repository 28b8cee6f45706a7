using PidMigration.Failures;

namespace PidMigration.Databases.Addresses;

/// <summary>
/// A database's URL after its scheme, in parts that still have to be read. What it shows never holds the password.
/// </summary>
internal sealed class AddressUrl
{
    private AddressUrl(string rest, string shown) => (Rest, Shown) = (rest, shown);

    /// <summary>What stands between the scheme and the question mark, escaped.</summary>
    public string Rest { get; private init; }

    /// <summary>The options after the question mark, unescaped. The reader of the URL takes out what it uses.</summary>
    public Dictionary<string, string> Options { get; private init; } = [];

    public string Shown { get; }

    /// <summary>Splits what stands after <c>scheme://</c>.</summary>
    /// <param name="rest">It.</param>
    /// <param name="shown">The whole URL as <see cref="Show"/> gives it.</param>
    public static AddressUrl Split(string rest, string shown)
    {
        var query = rest.IndexOf('?', StringComparison.Ordinal);
        if (query < 0)
            return new AddressUrl(rest, shown);
        var url = new AddressUrl(rest[..query], shown);
        return new AddressUrl(url.Rest, shown) { Options = url.ParseOptions(rest[(query + 1)..]) };
    }

    /// <summary>A URL without its password and without what stands after the question mark.</summary>
    public static string Show(string scheme, string rest)
    {
        // A password with a slash or a question mark that should have been escaped must not show either: up to the last
        // @.
        var at = rest.LastIndexOf('@');
        var colon = rest.IndexOf(':', StringComparison.Ordinal);
        var shown = at > 0 && colon >= 0 && colon < at ? rest[..colon] + rest[at..] : rest;
        var query = shown.IndexOf('?', StringComparison.Ordinal);
        return $"{scheme}://{(query < 0 ? shown : shown[..query])}";
    }

    /// <summary>The error for a URL that can't be read.</summary>
    public MigrationException Refuse(string why) => AddressParser.Refuse(Shown, why);

    /// <summary>A part of the URL as it is meant.</summary>
    /// <exception cref="MigrationException">PID1002: a % stands alone in it.</exception>
    public string Unescape(string part)
    {
        for (var i = 0; i < part.Length; i++)
            if (
                part[i] == '%'
                && !(i + 2 < part.Length && char.IsAsciiHexDigit(part[i + 1]) && char.IsAsciiHexDigit(part[i + 2]))
            )
                throw Refuse("a % is not followed by two hexadecimal digits (a % itself is written %25)");
        return Uri.UnescapeDataString(part);
    }

    private Dictionary<string, string> ParseOptions(string query)
    {
        var options = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            // The part isn't shown: after a question mark that should have been %3F it is the rest of a password.
            if (equals <= 0)
                throw Refuse(
                    "what stands after the question mark is not name=value (a ? in a password is written %3F)"
                );
            options[Unescape(part[..equals])] = Unescape(part[(equals + 1)..].Replace('+', ' '));
        }

        return options;
    }
}
