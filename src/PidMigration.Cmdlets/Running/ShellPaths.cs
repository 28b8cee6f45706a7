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
    /// <exception cref="MigrationException">PID1008: there is no such drive, or it holds no files.</exception>
    public static string Resolve(SessionState state, string path)
    {
        if (Path.IsPathFullyQualified(path)) return Path.GetFullPath(path);
        // Home is that of files, also where one stands on a drive that has none.
        if (path == "~" || (path.Length > 1 && path[0] == '~' && path[1] is '/' or '\\'))
            return Path.GetFullPath(Path.Combine(state.Provider.GetOne(Files).Home, path[1..].TrimStart('/', '\\')));
        string full;
        ProviderInfo provider;
        PSDriveInfo? drive;
        try
        {
            full = state.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out drive);
        }
        catch (RuntimeException e)
        {
            throw Errors.BadPath(path, e.Message);
        }

        if (provider.Name == Files) return Path.GetFullPath(full);
        throw Errors.BadPath(path, $"it lies on the drive {drive?.Name ?? provider.Name}:, which holds no files.");
    }
}
