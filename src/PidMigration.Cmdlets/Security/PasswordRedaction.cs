using System.Management.Automation;
using System.Management.Automation.Language;

namespace PidMigration.Cmdlets.Security;

/// <summary>
/// Hides passwords that stand in the typed command. PowerShell puts the typed line into every error record of a
/// command; a replacement for that line can be set (<see cref="InvocationInfo.DisplayScriptPosition"/>).
/// </summary>
internal static class PasswordRedaction
{
    public const string Advice =
        "The command contains the password, and so does this session's history. Use -SourceCredential and "
        + "-TargetCredential, .pgpass or .my.cnf, or an environment variable instead.";

    /// <summary>
    /// Hides passwords in the line that error records of a command will show; false when there are none.
    /// </summary>
    /// <param name="invocation">The running command's.</param>
    /// <param name="known">Known passwords; those in addresses are found without being named here.</param>
    public static bool Hide(InvocationInfo invocation, params ReadOnlySpan<string?> known)
    {
        if (invocation.Line?.TrimEnd('\r', '\n') is not { Length: > 0 } line)
            return false;
        // All lines of the command. PowerShell Standard 5.1, which this is built against, doesn't have the property
        // yet.
        var statement = invocation.GetType().GetProperty("Statement")?.GetValue(invocation) as string ?? "";
        var start = Math.Clamp(invocation.OffsetInLine - 1, 0, line.Length);
        var length = Math.Min(statement.Split('\r', '\n')[0].Length, line.Length - start);
        var before = PasswordMask.Apply(line[..start], known);
        var command = PasswordMask.Apply(line.Substring(start, length), known);
        var masked = before + command + PasswordMask.Apply(line[(start + length)..], known);
        if (masked == line && PasswordMask.Apply(statement, known) == statement)
            return false;
        ScriptPosition At(int column) => new(invocation.ScriptName, invocation.ScriptLineNumber, column, masked);
        var end = before.Length + command.Length;
        invocation.DisplayScriptPosition = new ScriptExtent(At(before.Length + 1), At(end + 1));
        return true;
    }
}
