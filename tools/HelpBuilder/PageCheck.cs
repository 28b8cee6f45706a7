namespace HelpBuilder;

/// <summary>Holds a page against the compiled cmdlet.</summary>
internal static class PageCheck
{
    private const int ExamplesWanted = 2;

    /// <summary>What is wrong with a page; nothing, for a good one.</summary>
    public static IEnumerable<string> Find(CommandFacts facts, HelpPage page)
    {
        if (page.Synopsis.Count != 1)
            yield return "SYNOPSIS is one paragraph";
        if (page.Description.Count == 0)
            yield return "DESCRIPTION is empty";
        if (page.Examples.Count < ExamplesWanted)
            yield return $"{ExamplesWanted} examples are wanted";
        var written = page.Parameters.Select(p => p.Name).ToList();
        foreach (var missing in facts.Parameters.Where(p => !written.Contains(p.Name)))
            yield return $"-{missing.Name} is not described";
        foreach (var extra in written.Where(n => facts.Parameters.All(p => p.Name != n)))
            yield return $"-{extra} is no parameter of the cmdlet";
        foreach (var (name, text, _) in page.Parameters)
            if (text.Count == 0)
                yield return $"-{name} has no text";
        foreach (var output in facts.Outputs.Where(o => page.Outputs.All(p => p.Type != o)))
            yield return $"OUTPUTS lacks {output}";
        foreach (var extra in page.Outputs.Where(o => o.Type != "None" && !facts.Outputs.Contains(o.Type)))
            yield return $"OUTPUTS has {extra.Type}, which is not declared";
    }
}
