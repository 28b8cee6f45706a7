using System.Management.Automation;
using PidMigration.Failures;

namespace PidMigration.Cmdlets.Running;

/// <summary>
/// Paths as PowerShell means them: from its own location, which is not the process's folder, from its drives, and from
/// home (~).
/// </summary>
internal static class ShellPaths
{
    private const string Files = "FileSystem";

    /// <summary>The full path of a file.</summary>
    /// <exception cref="MigrationException">PID1008: no such drive, one without files, or no path.</exception>
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
        // Home is that of files, also where one stands on a drive that has none.
        if (path.Split('/', '\\')[0] == "~")
        {
            var home = state.Provider.GetOne(Files).Home;
            if (string.IsNullOrEmpty(home))
                throw Errors.BadPath(path, "there is no home here.");
            return Path.Combine(home, path[1..].TrimStart('/', '\\'));
        }

        var full = state.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out var drive);
        if (provider.Name == Files)
            return full;
        throw Errors.BadPath(path, $"it lies on the drive {drive?.Name ?? provider.Name}:, which holds no files.");
    }
}
