using System.Collections.ObjectModel;
using System.Management.Automation.Host;

namespace PidMigration.Cmdlets.Prompting;

/// <summary>A yes-or-no prompt before rows are deleted. An empty answer is a no; "to all" is remembered.</summary>
internal sealed class DeleteConfirmation(PSHost host)
{
    private const int Yes = 0;
    private const int YesToAll = 1;
    private const int No = 2;
    private const int NoToAll = 3;

    private static readonly string[] Labels = ["&Yes", "Yes to &All", "&No", "No to A&ll"];

    private static readonly string[] Hints =
    [
        "Delete these rows and continue.",
        "Delete these rows, and those of all further questions.",
        "Keep these rows.",
        "Keep these rows, and those of all further questions.",
    ];

    private bool? _answerToAll;

    /// <summary>The answer; null when the host can't show the prompt.</summary>
    public bool? Show(string caption, string message)
    {
        if (_answerToAll is not null)
            return _answerToAll;
        if (!HostPrompts.CanPrompt(host))
            return null;
        int answer;
        try
        {
            var choices = Labels.Zip(Hints, (label, hint) => new ChoiceDescription(label, hint)).ToList();
            answer = host.UI.PromptForChoice(caption, message, new Collection<ChoiceDescription>(choices), No);
        }
        catch (Exception e) when (HostPrompts.IsRefusal(e))
        {
            return null;
        }

        if (answer is YesToAll or NoToAll)
            _answerToAll = answer == YesToAll;
        return answer is Yes or YesToAll;
    }
}
