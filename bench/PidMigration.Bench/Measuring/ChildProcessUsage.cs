using System.Runtime.InteropServices;

namespace PidMigration.Bench.Measuring;

/// <summary>CPU time of the child processes that have ended, and of theirs (getrusage(2), RUSAGE_CHILDREN).</summary>
internal static partial class ChildProcessUsage
{
    private const int Children = -1;

    /// <summary>User and system time so far; the difference of two calls is what ran and ended between them.</summary>
    /// <exception cref="InvalidOperationException">The kernel refused.</exception>
    public static unsafe TimeSpan Processor()
    {
        // struct rusage of 64-bit Linux: two timevals, then fourteen longs.
        var usage = stackalloc long[18];
        if (GetResourceUsage(Children, usage) != 0)
            throw new InvalidOperationException("getrusage failed.");
        return TimeSpan.FromSeconds(usage[0] + usage[2]) + TimeSpan.FromMicroseconds(usage[1] + usage[3]);
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static unsafe partial int GetResourceUsage(int who, long* usage);
}
