namespace PidMigration.Shell;

/// <summary>What the command line asks for.</summary>
internal enum RunMode
{
    /// <summary>Read commands from the terminal, or from standard input.</summary>
    Prompt,

    /// <summary>Run a script file.</summary>
    Script,

    /// <summary>Run the commands of <c>-c</c>.</summary>
    Commands,

    /// <summary>Print the usage.</summary>
    Help,

    /// <summary>Print the version.</summary>
    Version,
}
