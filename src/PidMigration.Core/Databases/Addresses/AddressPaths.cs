using PidMigration.Failures;

namespace PidMigration.Databases.Addresses;

/// <summary>
/// The paths in an address, each made a full one while it is read: a session keeps its files when the user changes the
/// folder.
/// </summary>
internal sealed class AddressPaths(PathResolver resolve)
{
    /// <summary>
    /// Whether the text names a Unix socket or its folder: it has a slash, or is abstract (an @ first).
    /// </summary>
    public static bool IsSocket(string text) => text.StartsWith('@') || HasSlash(text);

    /// <summary>A file's full path.</summary>
    /// <exception cref="MigrationException">PID1008: it can't be one.</exception>
    public string File(string path)
    {
        try
        {
            return resolve(path);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or IOException)
        {
            throw Errors.BadPath(path.Replace('\0', '?'), e.Message);
        }
    }

    /// <summary>
    /// The options, those of files with full paths; and files that the environment names, which a driver looks for by
    /// itself, where their paths aren't full.
    /// </summary>
    public Dictionary<string, string> Options(AddressFormat format, Dictionary<string, string> options)
    {
        foreach (var (name, value) in options.ToList())
            if (value.Length > 0 && format.PathOptions.ContainsKey(Normalize(name)))
                options[name] = File(value);
        var given = options.Keys.Select(k => format.PathOptions.GetValueOrDefault(Normalize(k))).ToHashSet();
        foreach (var (variable, option) in format.PathVariables.Where(v => !given.Contains(v.Value)))
            if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value && !Path.IsPathRooted(value))
                options[option] = File(value);
        return options;
    }

    /// <summary>A socket, or its folder, with its full path. An abstract one (an @ first) is no file.</summary>
    public string? Socket(string? socket) =>
        socket is null || socket.StartsWith('@') || !HasSlash(socket) ? socket : File(socket);

    private static bool HasSlash(string text) => text.IndexOfAny(['/', '\\']) >= 0;

    /// <summary>An option's name as all its spellings have it: <c>SSL-CA</c> and <c>SslCa</c> are one.</summary>
    private static string Normalize(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
