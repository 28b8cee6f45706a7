using System.Data.Common;
using System.Globalization;
using PidMigration.Failures;

namespace PidMigration.Databases.Addresses;

/// <summary>The keywords and values of an ADO.NET connection string: <c>Host=…;Username=…</c>.</summary>
internal sealed class ConnectionKeywords
{
    /// <summary>The keywords of a connection string that name a file.</summary>
    public static readonly IReadOnlyList<string> File = ["Data Source", "DataSource", "Filename"];

    private readonly DbConnectionStringBuilder _values = new();

    /// <exception cref="MigrationException">PID1002: it is none.</exception>
    public ConnectionKeywords(string text)
    {
        try
        {
            _values.ConnectionString = text;
        }
        catch (ArgumentException)
        {
            // The driver's own message would repeat the text, password and all.
            throw Refuse("it isn't made of name=value pairs");
        }
    }

    /// <summary>Whether it names a file and no database: a server's connection string has a database.</summary>
    public bool NamesFileOnly => !Has("Database") && !Has("Initial Catalog") && File.Any(Has);

    public bool Has(string keyword) => _values.ContainsKey(keyword);

    /// <summary>Takes out the first of some keywords that is there; null where none is.</summary>
    public string? Take(params IReadOnlyList<string> keywords)
    {
        foreach (var keyword in keywords)
            if (_values.TryGetValue(keyword, out var value))
            {
                _values.Remove(keyword);
                return Convert.ToString(value, CultureInfo.InvariantCulture);
            }

        return null;
    }

    /// <summary>What wasn't taken: the driver's own options.</summary>
    public Dictionary<string, string> Rest() =>
        _values
            .Keys.Cast<string>()
            .ToDictionary(
                k => k,
                k => Convert.ToString(_values[k], CultureInfo.InvariantCulture) ?? "",
                StringComparer.OrdinalIgnoreCase
            );

    /// <summary>The error for a connection string that can't be read. It shows nothing of it.</summary>
    public static MigrationException Refuse(string why) => AddressParser.Refuse("the connection string", why);
}
