using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PidMigration.Cmdlets.Running;

/// <summary>What .NET has no method for.</summary>
internal static class SystemCalls
{
    /// <summary>SIG_IGN; the handler is the first member of every system's struct sigaction.</summary>
    private const nint Ignored = 1;

    /// <summary>Whether a signal is ignored, as nohup(1) has it: it has to stay so.</summary>
    public static bool IsIgnored(int signal)
    {
        if (OperatingSystem.IsWindows())
            return false;
        // It has 152 bytes on Linux and fewer elsewhere.
        var action = new nint[64];
        return GetAction(signal, 0, action) == 0 && action[0] == Ignored;
    }

    /// <summary>Ends the process, and waits for nothing that is registered for its end.</summary>
    public static void Exit(int code)
    {
        if (OperatingSystem.IsWindows())
            Process.GetCurrentProcess().Kill();
        else
            ExitNow(code);
    }

    [DllImport("libc", EntryPoint = "sigaction")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int GetAction(int signal, nint action, [Out] nint[] before);

    [DllImport("libc", EntryPoint = "_exit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern void ExitNow(int code);
}
