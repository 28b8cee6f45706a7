using PidMigration.Catalog;

namespace PidMigration.Databases.Addresses;

/// <summary>
/// How the addresses of one engine are written: its URLs, its connection strings, and how an address is shown. Each
/// driver has one.
/// </summary>
internal abstract class AddressFormat
{
    /// <summary>The engine whose addresses these are.</summary>
    public abstract DatabaseEngine Engine { get; }

    /// <summary>
    /// The schemes of its URLs, which are prefixes of its connection strings, too. The first one is shown.
    /// </summary>
    public abstract IReadOnlyList<string> Schemes { get; }

    public virtual IEnumerable<string> Prefixes => Schemes.Select(s => s + "://");

    /// <summary>An address that a message shows to a user whose own can't be read.</summary>
    public abstract string Example { get; }

    /// <summary>
    /// The options that name a file: their letters and digits in capitals, and the driver's own name of what they mean.
    /// </summary>
    public virtual IReadOnlyDictionary<string, string> PathOptions { get; } = new Dictionary<string, string>();

    /// <summary>
    /// The environment variables that name a file, which a driver looks for by itself, and the option that does so
    /// instead.
    /// </summary>
    public virtual IReadOnlyDictionary<string, string> PathVariables { get; } = new Dictionary<string, string>();

    /// <summary>Reads a URL of one of the <see cref="Schemes"/>.</summary>
    public abstract DatabaseAddress Parse(AddressUrl url, AddressPaths paths);

    /// <summary>Whether a connection string without a prefix can be meant for this engine.</summary>
    public abstract bool Recognizes(ConnectionKeywords keywords);

    public abstract DatabaseAddress Parse(ConnectionKeywords keywords, AddressPaths paths);

    /// <summary>The database's short name for questions and messages: <c>pidman on new</c>.</summary>
    public abstract string ToShortName(DatabaseAddress address);

    /// <summary>The address as a URL, with the user where one is given, and never with the password.</summary>
    public abstract string ToUrl(DatabaseAddress address, string? user);
}
