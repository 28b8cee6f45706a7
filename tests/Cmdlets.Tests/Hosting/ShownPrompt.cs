namespace PidMigration.Cmdlets.Tests.Hosting;

/// <summary>A question as a host is given it; the choices as "label: help", & before the key.</summary>
public sealed record ShownPrompt(string Caption, string Message, IReadOnlyList<string> Choices, int Default)
{
    /// <summary>The number of the choice that a key stands for.</summary>
    public int IndexOf(char key)
    {
        for (var index = 0; index < Choices.Count; index++)
            if (Choices[index].Contains($"&{key}", StringComparison.OrdinalIgnoreCase))
                return index;
        throw new ArgumentException($"There is no {key} among {string.Join(", ", Choices)}.", nameof(key));
    }
}
