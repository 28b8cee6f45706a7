using PidMigration.Catalog;
using PidMigration.Failures;

namespace PidMigration.Databases;

/// <summary>
/// The paths in an address, each made a full one while it is read: a session stays with its files wherever one goes.
/// </summary>
internal sealed class AddressPaths(PathResolver resolve)
{
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
    public Dictionary<string, string> Options(DatabaseEngine engine, Dictionary<string, string> options)
    {
        var driver = DatabaseDrivers.For(engine);
        foreach (var (name, value) in options.ToList())
            if (value.Length > 0 && driver.PathOptions.ContainsKey(Word(name)))
                options[name] = File(value);
        var given = options.Keys.Select(k => driver.PathOptions.GetValueOrDefault(Word(k))).ToHashSet();
        foreach (var (variable, option) in driver.PathVariables.Where(v => !given.Contains(v.Value)))
            if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value && !Path.IsPathRooted(value))
                options[option] = File(value);
        return options;
    }

    /// <summary>A socket, or its folder. Without a slash it is a host's name; with an @ first it is no file.</summary>
    public string? Socket(string? socket) =>
        socket is null || socket.StartsWith('@') || socket.IndexOfAny(['/', '\\']) < 0 ? socket : File(socket);

    /// <summary>An option's name as all its spellings have it: <c>SSL-CA</c> and <c>SslCa</c> are one.</summary>
    private static string Word(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
