using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PidMigration.Cmdlets.Signals;

/// <summary>Calls of the C library for which .NET has no method.</summary>
internal static class SystemCalls
{
    /// <summary>SIG_IGN. On every system, the handler is the first member of struct sigaction.</summary>
    private const nint Ignored = 1;

    /// <summary>Whether a signal is ignored, as under nohup(1); it has to stay ignored.</summary>
    public static bool IsIgnored(int signal)
    {
        if (OperatingSystem.IsWindows())
            return false;
        // The struct has 152 bytes on Linux and fewer elsewhere.
        var action = new nint[64];
        return GetAction(signal, 0, action) == 0 && action[0] == Ignored;
    }

    /// <summary>Ends the process at once, without what is registered for its end.</summary>
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
