using System.Globalization;

namespace PidMigration.Bench.Measuring;

/// <summary>What Linux's /proc says about a process (proc(5)).</summary>
internal static class ProcFile
{
    // USER_HZ, the unit of /proc/PID/stat, is 100 on every architecture that .NET runs on.
    private const double TicksPerSecond = 100;
    private const int KernelThreads = 2;

    /// <summary>The most memory that a process has had in RAM, in bytes; 0 when it has ended.</summary>
    public static long PeakMemory(int process)
    {
        try
        {
            foreach (var line in File.ReadLines($"/proc/{process}/status"))
                if (line.StartsWith("VmHWM:", StringComparison.Ordinal))
                    return 1024
                        * long.Parse(
                            line[6..].Replace("kB", "", StringComparison.Ordinal),
                            CultureInfo.InvariantCulture
                        );
        }
        catch (IOException)
        {
            // It ended between two samples.
        }
        return 0;
    }

    /// <summary>
    /// CPU seconds of a process, of its children that have ended, and of those that run: a server's whole work, whether
    /// its sessions are threads or processes.
    /// </summary>
    public static double Processor(int process) =>
        Read(process).Seconds + Running().Where(child => child.Parent == process).Sum(child => child.Seconds);

    /// <summary>
    /// CPU seconds that the whole machine has worked since it started, for every process but not for itself.
    /// </summary>
    /// <remarks>
    /// The kernel's own threads, children of process 2, write back what the servers wrote; that is no disturbance.
    /// </remarks>
    public static double Machine() =>
        All() - Running().Where(thread => thread.Parent == KernelThreads).Sum(thread => thread.Seconds);

    private static double All()
    {
        // cpu user nice system idle iowait irq softirq steal guest guest_nice; guest time is within user time already.
        var ticks = File.ReadLines("/proc/stat")
            .First()
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9]
            .Select(field => long.Parse(field, CultureInfo.InvariantCulture))
            .ToArray();
        return (ticks.Sum() - ticks[3] - ticks[4]) / TicksPerSecond;
    }

    private static IEnumerable<(int Parent, double Seconds)> Running() =>
        Directory
            .EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0)
            .Select(Read);

    private static (int Parent, double Seconds) Read(int process)
    {
        try
        {
            // The second field is the name in brackets and may hold anything; counted from behind it, 1 is the parent
            // and 11 to 14 are user and system time, the process's own and its ended children's.
            var text = File.ReadAllText($"/proc/{process}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            var ticks = fields[11..15].Sum(field => long.Parse(field, CultureInfo.InvariantCulture));
            return (int.Parse(fields[1], CultureInfo.InvariantCulture), ticks / TicksPerSecond);
        }
        catch (IOException)
        {
            return (0, 0);
        }
    }
}
