using System.Management.Automation.Host;

namespace PidMigration.Shell.Prompts;

/// <summary>One answer on offer.</summary>
/// <param name="Key">What is typed for it: the letter behind the ampersand of <c>Yes to &amp;All</c>, or the whole label.</param>
/// <param name="Label">The label without its ampersand.</param>
/// <param name="Help">What <c>?</c> says of it.</param>
internal sealed record Choice(string Key, string Label, string Help)
{
    /// <summary>Takes a label apart.</summary>
    public static Choice From(ChoiceDescription description)
    {
        var label = description.Label;
        var ampersand = label.IndexOf('&', StringComparison.Ordinal);
        if (ampersand < 0 || ampersand + 1 == label.Length)
            return new Choice(label, label, description.HelpMessage);
        var key = label[ampersand + 1].ToString().ToUpperInvariant();
        return new Choice(key, label.Remove(ampersand, 1), description.HelpMessage);
    }

    /// <summary>Whether this is what was typed: the key or the label, in any case.</summary>
    public bool IsNamedBy(string answer) =>
        answer.Equals(Key, StringComparison.OrdinalIgnoreCase) || answer.Equals(Label, StringComparison.OrdinalIgnoreCase);
}
