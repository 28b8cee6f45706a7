using System.Management.Automation;
using System.Reflection;

namespace PidMigration.Shell;

/// <summary>What <c>--help</c> and <c>--version</c> print.</summary>
internal static class Usage
{
    /// <summary>The usage text.</summary>
    public const string Text = """
        The PowerShell engine in a small console program. The PidMigration cmdlets are there without an import.

          PidMigration.Shell [options] SCRIPT.ps1 [arguments]   run a script file
          PidMigration.Shell [options] -c COMMANDS              run commands
          PidMigration.Shell [options]                          prompt for commands (or read them from standard input)

        Options, named as pwsh's:
          -File SCRIPT, -f        the script to run; the rest of the line belongs to it
          -Command COMMANDS, -c   the commands to run; the rest of the line belongs to them
          -NonInteractive         a prompt is an error instead of a question
          -NoProfile, -NoLogo     accepted; no profile is ever read
          -Version, -v            print the versions
          -Help, -h, -?           print this

        Results go to standard output, and nothing else does when it is redirected: errors, warnings, -Verbose and
        -Debug then go to standard error. Progress bars are drawn only on a terminal. NO_COLOR is respected; COLUMNS is
        the width of redirected output (120 without it).

        Questions are asked on the terminal. With standard input redirected, each is answered by the next line of it;
        where that ends, and always with -NonInteractive, the question fails and the command that asked fails with it.

        Exit code: what `exit` says; 1 after a terminating error, or when the last command of -c failed; 64 for a wrong
        command line; 130 after Ctrl+C and 143 after SIGTERM. Both stop the running command and wait until it has
        cleaned up; a second one ends the program at once.

        This is a host, not a second PowerShell: it has the cmdlets of Microsoft.PowerShell.Core (Get-Command lists
        them) and those of modules, not those of Microsoft.PowerShell.Utility or .Management.

        """;

    /// <summary>The versions of the program and of its engine.</summary>
    public static string Version => $"PidMigration.Shell {VersionOf(typeof(Usage))} (PowerShell engine {VersionOf(typeof(PSObject))})";

    private static string VersionOf(Type type)
    {
        var version = type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        return version.Split('+', ' ')[0];
    }
}
