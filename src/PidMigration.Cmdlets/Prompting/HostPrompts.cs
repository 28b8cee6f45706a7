using System.Management.Automation;
using System.Management.Automation.Host;

namespace PidMigration.Cmdlets.Prompting;

/// <summary>Whether a host can show a prompt that a person can answer.</summary>
internal static class HostPrompts
{
    /// <summary>Whether the host shows prompts, and an answer can come.</summary>
    public static bool CanPrompt(PSHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        try
        {
            // A prompt without choices is always refused. In pwsh -NonInteractive, the refusal of any prompt comes
            // first.
            host.UI.PromptForChoice("", "", [], -1);
        }
        catch (ArgumentException)
        {
            // pwsh takes the end of a redirected standard input for an answer. Other hosts get their answers in other
            // ways.
            return host.Name != "ConsoleHost" || !Console.IsInputRedirected || Console.In.Peek() >= 0;
        }
        catch (Exception e) when (IsRefusal(e))
        {
            return false;
        }

        return true;
    }

    /// <summary>Whether a host throws this to say that it can't show a prompt.</summary>
    public static bool IsRefusal(Exception exception) =>
        exception is HostException or PSInvalidOperationException or NotImplementedException or NotSupportedException;
}
