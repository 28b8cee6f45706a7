using System.Management.Automation;
using PidMigration.Failures;

namespace PidMigration.Cmdlets.Sessions;

/// <summary>
/// Paths as PowerShell resolves them: relative to its own location, which is not the process's folder, with its drives
/// and with home (~).
/// </summary>
internal static class ShellPaths
{
    private const string Files = "FileSystem";

    /// <summary>The full path of a file.</summary>
    /// <exception cref="MigrationException">PID1008: the drive is unknown or contains no files, or the text is no
    /// path.</exception>
    public static string Resolve(SessionState state, string path)
    {
        try
        {
            return Path.GetFullPath(Path.IsPathFullyQualified(path) ? path : Find(state, path));
        }
        catch (Exception e)
            when (e is RuntimeException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            throw Errors.BadPath(path.Replace('\0', '?'), e.Message);
        }
    }

    private static string Find(SessionState state, string path)
    {
        // The home of the file system, even when the current location is on a drive without a home.
        if (path.Split('/', '\\')[0] == "~")
        {
            var home = state.Provider.GetOne(Files).Home;
            if (string.IsNullOrEmpty(home))
                throw Errors.BadPath(path, "there is no home folder.");
            return Path.Combine(home, path[1..].TrimStart('/', '\\'));
        }

        var full = state.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out var drive);
        if (provider.Name == Files)
            return full;
        throw Errors.BadPath(path, $"the drive {drive?.Name ?? provider.Name}: contains no files.");
    }
}
