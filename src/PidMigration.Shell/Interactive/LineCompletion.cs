using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace PidMigration.Shell.Interactive;

/// <summary>Asks the engine what Tab may put at the cursor, and does what a Unix shell does with the answer.</summary>
/// <param name="runspace">Idle while a line is edited.</param>
internal sealed class LineCompletion(Runspace runspace)
{
    /// <summary>Completes as far as all candidates agree; returns the candidates when there is more than one.</summary>
    public IReadOnlyList<string> Complete(EditBuffer buffer)
    {
        using var engine = PowerShell.Create();
        engine.Runspace = runspace;
        var found = CommandCompletion.CompleteInput(buffer.Text, buffer.Cursor, null, engine);
        var candidates = found.CompletionMatches;
        if (candidates.Count == 0)
            return [];
        var typed = buffer.Text.Substring(found.ReplacementIndex, found.ReplacementLength);
        var agreed = candidates.Select(candidate => candidate.CompletionText).Aggregate(CommonStart);
        if (candidates.Count == 1 || agreed.Length > typed.Length)
            buffer.Replace(found.ReplacementIndex, found.ReplacementLength, agreed);
        return candidates.Count == 1 ? [] : [.. candidates.Select(candidate => candidate.ListItemText)];
    }

    private static string CommonStart(string one, string other)
    {
        var length = 0;
        while (length < one.Length && length < other.Length && char.ToUpperInvariant(one[length]) == char.ToUpperInvariant(other[length]))
            length++;
        return one[..length];
    }
}
