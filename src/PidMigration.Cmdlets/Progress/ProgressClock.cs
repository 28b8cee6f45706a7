namespace PidMigration.Cmdlets.Progress;

/// <summary>When a progress bar may be redrawn, and how long its work will still take.</summary>
internal sealed class ProgressClock(TimeProvider time)
{
    /// <summary>
    /// A terminal that is redrawn more often than ten times a second costs more time than the copy itself.
    /// </summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>An estimate from less than half a second of work jumps about.</summary>
    private static readonly TimeSpan LeastForEstimate = TimeSpan.FromSeconds(0.5);

    /// <summary>Below this, a rate is mostly the time of the first batch.</summary>
    private static readonly TimeSpan LeastForRate = TimeSpan.FromSeconds(0.05);

    /// <summary>PowerShell's value for "unknown" in ProgressRecord.SecondsRemaining.</summary>
    public const int Unknown = -1;

    private readonly long _start = time.GetTimestamp();
    private TimeSpan? _lastDrawn;

    /// <summary>The time since this clock was made.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_start);

    /// <summary>Whether the bar may be drawn now; a yes starts the next interval.</summary>
    public bool TryDraw()
    {
        var now = Elapsed;
        if (now - _lastDrawn < Interval)
            return false;
        _lastDrawn = now;
        return true;
    }

    /// <summary>
    /// The seconds until all is done at the pace so far; <see cref="Unknown"/> when it is too early to tell.
    /// </summary>
    public int SecondsLeft(long done, long total)
    {
        var elapsed = Elapsed;
        if (done <= 0 || elapsed <= LeastForEstimate)
            return Unknown;
        var seconds = elapsed.TotalSeconds * (total - done) / done;
        return (int)Math.Clamp(seconds, Unknown, int.MaxValue);
    }

    /// <summary>Rows per second so far; 0 when it is too early to tell.</summary>
    public long RowsPerSecond(long rows) => Elapsed > LeastForRate ? (long)(rows / Elapsed.TotalSeconds) : 0;
}
