using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace PidMigration.Cmdlets.Running;

/// <summary>
/// Passwords that stand in the command as it was typed. PowerShell puts the typed line into every error record of a command; the
/// line that it takes for that can be replaced (<see cref="InvocationInfo.DisplayScriptPosition"/>).
/// </summary>
internal static partial class PasswordRedaction
{
    private const string Stars = "***";

    public const string Advice =
        "The password stands in the command, and so in this session's history. Keep it out of there: -SourceCredential and -TargetCredential, .pgpass or .my.cnf, or an environment variable.";

    /// <summary>Hides passwords in what error records will show of a command; false when there are none.</summary>
    /// <param name="invocation">The running command's.</param>
    /// <param name="known">Passwords that are known; those in addresses are found by themselves.</param>
    public static bool Hide(InvocationInfo invocation, params ReadOnlySpan<string?> known)
    {
        if (invocation.Line?.TrimEnd('\r', '\n') is not { Length: > 0 } line)
            return false;
        // All lines of the command; the standard library of 5.1, which this is built against, doesn't have the property yet.
        var statement = invocation.GetType().GetProperty("Statement")?.GetValue(invocation) as string ?? "";
        var start = Math.Clamp(invocation.OffsetInLine - 1, 0, line.Length);
        var length = Math.Min(statement.Split('\r', '\n')[0].Length, line.Length - start);
        var (before, command, behind) = (
            Mask(line[..start], known),
            Mask(line.Substring(start, length), known),
            Mask(line[(start + length)..], known)
        );
        var shown = before + command + behind;
        if (shown == line && Mask(statement, known) == statement)
            return false;
        var first = new ScriptPosition(invocation.ScriptName, invocation.ScriptLineNumber, before.Length + 1, shown);
        var last = new ScriptPosition(
            invocation.ScriptName,
            invocation.ScriptLineNumber,
            before.Length + command.Length + 1,
            shown
        );
        invocation.DisplayScriptPosition = new ScriptExtent(first, last);
        return true;
    }

    private static string Mask(string text, ReadOnlySpan<string?> known)
    {
        foreach (var password in known)
            if (!string.IsNullOrEmpty(password))
                text = text.Replace(password, Stars, StringComparison.Ordinal)
                    .Replace(Uri.EscapeDataString(password), Stars, StringComparison.Ordinal);
        if (text.Contains("://", StringComparison.Ordinal))
            text = InUrl().Replace(text, Stars);
        return text.Contains('=', StringComparison.Ordinal) ? InOption().Replace(text, Stars) : text;
    }

    /// <summary>Behind the user of a URL, up to the last @: a character that should have been escaped hides nothing.</summary>
    [GeneratedRegex("""(?<=://[^\s:/@'"]*:)[^\s'"]+(?=@)""")]
    private static partial Regex InUrl();

    /// <summary>The option of a connection string or of a URL, quoted or not.</summary>
    [GeneratedRegex(
        """(?<=\b(?:password|pwd)\s*=\s*)(?!\*\*\*)(?:'[^']*'|"[^"]*"|[^;&\s'"]+)""",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex InOption();
}
