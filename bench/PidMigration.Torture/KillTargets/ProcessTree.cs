using System.Globalization;
using System.Runtime.InteropServices;

namespace PidMigration.Torture.KillTargets;

/// <summary>Processes by number: Linux's /proc, and SIGKILL.</summary>
internal static partial class ProcessTree
{
    private const int SigKill = 9;

    /// <summary>The processes whose parent is this one.</summary>
    public static IReadOnlyList<int> ChildrenOf(int parent) =>
        [
            .. Directory
                .EnumerateDirectories("/proc")
                .Select(folder =>
                    int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                        ? id
                        : 0
                )
                .Where(id => id > 0 && Status(id).Parent == parent),
        ];

    /// <summary>Whether the process is there and no zombie.</summary>
    public static bool IsAlive(int process) => Status(process).State is not ('Z' or 'X' or '\0');

    /// <summary>Kills a process that may be gone already.</summary>
    public static void Kill(int process) => _ = SendSignal(process, SigKill);

    private static (char State, int Parent) Status(int process)
    {
        try
        {
            // The name in brackets may hold anything; behind it come the state and the parent.
            var text = File.ReadAllText($"/proc/{process}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (fields[0][0], int.Parse(fields[1], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return ('\0', 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int process, int signal);
}
