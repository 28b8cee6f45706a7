namespace PidMigration.Shell.Interactive;

/// <summary>The lines typed so far, kept in memory only: one of them may hold a password.</summary>
internal sealed class LineHistory
{
    private readonly List<string> lines = [];
    private int position;
    private string unfinished = "";

    /// <summary>Remembers a line, unless it is empty or the same as the last.</summary>
    public void Add(string line)
    {
        if (line.Length > 0 && (lines.Count == 0 || lines[^1] != line))
            lines.Add(line);
        position = lines.Count;
    }

    /// <summary>The line before; null at the first.</summary>
    /// <param name="current">What stands there now, to come back to.</param>
    public string? Back(string current)
    {
        if (position == 0)
            return null;
        if (position == lines.Count)
            unfinished = current;
        return lines[--position];
    }

    /// <summary>The line after, at last the one that was begun; null behind it.</summary>
    public string? Forward()
    {
        if (position >= lines.Count)
            return null;
        return ++position == lines.Count ? unfinished : lines[position];
    }
}
