using System.Management.Automation.Language;
using System.Text;

namespace PidMigration.Shell.Engine;

/// <summary>
/// The command that runs a script file with arguments from the command line. A line of PowerShell rather than a command
/// object: only so does <c>$?</c> tell the script's own <c>exit</c> from one of a script that it called.
/// </summary>
internal static class ScriptCall
{
    /// <summary>The line. It runs the script in the global scope, as pwsh -File does.</summary>
    /// <param name="file">The script's full path.</param>
    /// <param name="arguments">As typed: <c>-Name value</c>, <c>-Switch</c>, <c>-Name:value</c>, and only values after <c>--</c>.</param>
    public static string For(string file, IEnumerable<string> arguments)
    {
        var line = new StringBuilder(". ").Append(Quote(file));
        var onlyValues = false;
        foreach (var argument in arguments)
        {
            if (!onlyValues && argument == "--")
                onlyValues = true;
            else
                line.Append(' ').Append(onlyValues ? Quote(argument) : Argument(argument));
        }
        return line.ToString();
    }

    private static string Argument(string argument)
    {
        var colon = argument.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? argument : argument[..colon];
        if (!IsName(name))
            return Quote(argument);
        if (colon < 0)
            return name;
        var value = argument[(colon + 1)..];
        var isSwitch = value.ToUpperInvariant() is "$TRUE" or "$FALSE";
        return $"{name}:{(isSwitch ? value : Quote(value))}";
    }

    // A negative number or a lone dash is a value.
    private static bool IsName(string argument) =>
        argument.Length > 1 && argument[0] == '-' && (char.IsLetter(argument[1]) || argument[1] == '_')
        && argument.AsSpan(1).IndexOfAnyExcept(NameCharacters) < 0;

    private static readonly System.Buffers.SearchValues<char> NameCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    private static string Quote(string value) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'";
}
