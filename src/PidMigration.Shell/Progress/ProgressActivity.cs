using Spectre.Console;

namespace PidMigration.Shell.Progress;

/// <summary>One activity of the bars: the last record written for it, and where it hangs.</summary>
internal sealed class ProgressActivity
{
    /// <summary>What is going on.</summary>
    public string Title { get; set; } = "";

    /// <summary>How it stands, in words.</summary>
    public string Status { get; set; } = "";

    /// <summary>Done, from 0 to 100; negative when unknown.</summary>
    public int Percent { get; set; } = -1;

    /// <summary>The time left in seconds; negative when unknown.</summary>
    public int SecondsRemaining { get; set; } = -1;

    /// <summary>The activity above it; null at the top.</summary>
    public ProgressActivity? Parent { get; init; }

    /// <summary>How many activities stand above it.</summary>
    public int Depth => Parent is null ? 0 : Parent.Depth + 1;

    /// <summary>What Spectre draws the bar from.</summary>
    public ProgressTask Bar { get; } = new(0, "bar", 100, autoStart: true);

    /// <summary>Whether <paramref name="other"/> is this activity or stands somewhere above it.</summary>
    public bool IsWithin(ProgressActivity other) => ReferenceEquals(this, other) || (Parent?.IsWithin(other) ?? false);
}
