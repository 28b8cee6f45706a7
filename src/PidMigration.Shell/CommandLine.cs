namespace PidMigration.Shell;

/// <summary>The parsed command line. Option names are pwsh's, in any case, with one dash or two.</summary>
/// <param name="Mode">What to run.</param>
/// <param name="Text">The script's path, or the commands.</param>
/// <param name="Arguments">The script's arguments, as typed.</param>
/// <param name="NonInteractive">Whether a prompt is an error.</param>
internal sealed record CommandLine(RunMode Mode, string Text, IReadOnlyList<string> Arguments, bool NonInteractive)
{
    /// <summary>Reads the arguments of the program.</summary>
    /// <exception cref="FormatException">An unknown option, or an option without its value.</exception>
    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        var nonInteractive = false;
        for (var index = 0; index < arguments.Count; index++)
        {
            var argument = arguments[index];
            if (!argument.StartsWith('-') && argument != "/?")
                return Script(arguments, index, nonInteractive);
            switch (argument.TrimStart('-').ToUpperInvariant())
            {
                case "NOPROFILE" or "NOP" or "NOLOGO":
                    // There is no profile and one line of banner; accepted so that pwsh's command lines work as they are.
                    break;
                case "NONINTERACTIVE" or "NONI":
                    nonInteractive = true;
                    break;
                case "INTERACTIVE" or "I":
                    nonInteractive = false;
                    break;
                case "C" or "COMMAND":
                    if (index + 1 >= arguments.Count)
                        throw new FormatException($"{argument} needs the commands to run.");
                    return new(RunMode.Commands, string.Join(' ', arguments.Skip(index + 1)), [], nonInteractive);
                case "F" or "FILE":
                    if (index + 1 >= arguments.Count)
                        throw new FormatException($"{argument} needs the path of a script.");
                    return Script(arguments, index + 1, nonInteractive);
                case "H" or "HELP" or "?" or "/?":
                    return new(RunMode.Help, "", [], nonInteractive);
                case "V" or "VERSION":
                    return new(RunMode.Version, "", [], nonInteractive);
                default:
                    throw new FormatException($"There is no option {argument}.");
            }
        }
        return new(RunMode.Prompt, "", [], nonInteractive);
    }

    private static CommandLine Script(IReadOnlyList<string> arguments, int index, bool nonInteractive) =>
        new(RunMode.Script, arguments[index], [.. arguments.Skip(index + 1)], nonInteractive);
}
