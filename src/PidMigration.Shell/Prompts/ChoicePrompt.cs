using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using PidMigration.Shell.Screen;

namespace PidMigration.Shell.Prompts;

/// <summary>Asks a question with a few given answers, in pwsh's form: <c>[Y] Yes  [N] No  [?] Help (default is "Y"):</c>.</summary>
internal sealed class ChoicePrompt(Terminal terminal, AnswerReader answers)
{
    /// <summary>Asks for one choice; returns its index.</summary>
    public int Ask(string? caption, string? message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        ArgumentNullException.ThrowIfNull(choices);
        ArgumentOutOfRangeException.ThrowIfZero(choices.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(defaultChoice, -1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(defaultChoice, choices.Count);
        answers.DemandAnswers();
        var offered = choices.Select(Choice.From).ToList();
        var defaultHint = defaultChoice < 0 ? ": " : $"(default is \"{offered[defaultChoice].Key}\"): ";
        Introduce(caption, message);
        while (true)
        {
            terminal.WriteAside(string.Concat(offered.Select((choice, index) => Label(choice, index == defaultChoice))) + "[?] Help " + defaultHint);
            var answer = answers.ReadLine().Trim();
            if (answer.Length == 0 && defaultChoice >= 0)
                return defaultChoice;
            if (answer == "?")
                Explain(offered);
            else if (offered.FindIndex(choice => choice.IsNamedBy(answer)) is >= 0 and var picked)
                return picked;
        }
    }

    /// <summary>Asks for any number of choices, one a line, until an empty line; returns their indices.</summary>
    public Collection<int> AskForSeveral(string? caption, string? message, Collection<ChoiceDescription> choices, IEnumerable<int> defaultChoices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        ArgumentOutOfRangeException.ThrowIfZero(choices.Count);
        answers.DemandAnswers();
        var offered = choices.Select(Choice.From).ToList();
        var defaults = defaultChoices.Distinct().ToList();
        Introduce(caption, message);
        foreach (var (index, choice) in offered.Index())
            terminal.WriteAside(Label(choice, defaults.Contains(index)) + Environment.NewLine);
        terminal.WriteAside("[?] Help" + Environment.NewLine);
        if (defaults.Count > 0)
            terminal.WriteAside($"(default is {string.Join(", ", defaults.Select(index => $"\"{offered[index].Key}\""))}){Environment.NewLine}");
        var picked = new Collection<int>();
        while (true)
        {
            terminal.WriteAside($"Choice[{picked.Count}]: ");
            var answer = answers.ReadLine().Trim();
            if (answer.Length == 0)
                return picked.Count > 0 ? picked : new Collection<int>(defaults);
            if (answer == "?")
                Explain(offered);
            else if (offered.FindIndex(choice => choice.IsNamedBy(answer)) is >= 0 and var index)
                picked.Add(index);
        }
    }

    private static string Label(Choice choice, bool isDefault)
    {
        var label = $"[{choice.Key}] {choice.Label}  ";
        return isDefault ? PSStyle.Instance.Foreground.Yellow + label + PSStyle.Instance.Reset : label;
    }

    private void Introduce(string? caption, string? message)
    {
        if (!string.IsNullOrEmpty(caption))
            terminal.WriteAside(Environment.NewLine + PSStyle.Instance.Bold + caption + PSStyle.Instance.Reset + Environment.NewLine);
        if (!string.IsNullOrEmpty(message))
            terminal.WriteAside(message + Environment.NewLine);
    }

    private void Explain(List<Choice> offered)
    {
        foreach (var choice in offered)
            terminal.WriteAside($"{choice.Key} - {choice.Help}{Environment.NewLine}");
    }
}
