namespace PidMigration.Shell.Prompts;

/// <summary>How the reading of a line ended.</summary>
internal enum LineOutcome
{
    /// <summary>With Enter.</summary>
    Line,

    /// <summary>With Ctrl+C.</summary>
    Interrupted,

    /// <summary>With Ctrl+D on an empty line, or the end of standard input.</summary>
    EndOfInput,

    /// <summary>A signal asked the program to stop.</summary>
    Stopped,
}
