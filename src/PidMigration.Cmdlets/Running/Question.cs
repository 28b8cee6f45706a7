using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace PidMigration.Cmdlets.Running;

/// <summary>A yes-or-no question about deleting rows. An empty answer is a no; "to all" is remembered.</summary>
internal sealed class Question(PSHost host)
{
    private static readonly string[] Labels = ["&Yes", "Yes to &All", "&No", "No to A&ll"];
    private static readonly string[] Hints = ["Delete these rows and go on.", "Delete these and all further ones.", "Keep these rows.", "Keep these and all further ones."];
    private bool? _toAll;

    /// <summary>The answer; null when nobody can be asked.</summary>
    public bool? Ask(string caption, string message)
    {
        if (_toAll is not null) return _toAll;
        // Standard input that is at its end answers nothing, but some hosts would take that for the default.
        if (Console.IsInputRedirected && Console.In.Peek() < 0) return null;
        int answer;
        try
        {
            var choices = Labels.Zip(Hints, (label, hint) => new ChoiceDescription(label, hint)).ToList();
            answer = host.UI.PromptForChoice(caption, message, new Collection<ChoiceDescription>(choices), 2);
        }
        catch (Exception e) when (e is HostException or PSInvalidOperationException or NotImplementedException or NotSupportedException)
        {
            return null;
        }

        if (answer is 1 or 3) _toAll = answer == 1;
        return answer is 0 or 1;
    }
}
