using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace PidMigration.Cmdlets.Running;

/// <summary>A yes-or-no question about deleting rows. An empty answer is a no; "to all" is remembered.</summary>
internal sealed class DeleteConfirmation(PSHost host)
{
    private static readonly string[] Labels = ["&Yes", "Yes to &All", "&No", "No to A&ll"];
    private static readonly string[] Hints =
    [
        "Delete these rows and go on.",
        "Delete these and all further ones.",
        "Keep these rows.",
        "Keep these and all further ones.",
    ];
    private bool? _toAll;

    /// <summary>Whether the host may ask, and somebody may answer.</summary>
    public static bool CanAsk(PSHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        try
        {
            // A question without choices is refused as such, or because there may be no questions at all: that comes first in pwsh.
            host.UI.PromptForChoice("", "", [], -1);
        }
        catch (ArgumentException)
        {
            // pwsh takes the end of a redirected standard input for an answer. Other hosts have their own ways to be answered.
            return host.Name != "ConsoleHost" || !Console.IsInputRedirected || Console.In.Peek() >= 0;
        }
        catch (Exception e) when (IsRefusal(e))
        {
            return false;
        }

        return true;
    }

    /// <summary>Whether a host says by this that it can't ask.</summary>
    public static bool IsRefusal(Exception exception) =>
        exception is HostException or PSInvalidOperationException or NotImplementedException or NotSupportedException;

    /// <summary>The answer; null when nobody can be asked.</summary>
    public bool? Ask(string caption, string message)
    {
        if (_toAll is not null)
            return _toAll;
        if (!CanAsk(host))
            return null;
        int answer;
        try
        {
            var choices = Labels.Zip(Hints, (label, hint) => new ChoiceDescription(label, hint)).ToList();
            answer = host.UI.PromptForChoice(caption, message, new Collection<ChoiceDescription>(choices), 2);
        }
        catch (Exception e) when (IsRefusal(e))
        {
            return null;
        }

        if (answer is 1 or 3)
            _toAll = answer == 1;
        return answer is 0 or 1;
    }
}
