namespace HelpBuilder;

/// <summary>A cmdlet's help page: the words that people wrote. Each text is a list of paragraphs.</summary>
/// <param name="Synopsis">The page's SYNOPSIS.</param>
/// <param name="Description">The page's DESCRIPTION.</param>
/// <param name="Examples">The page's EXAMPLES.</param>
/// <param name="Parameters">The text of each parameter, by name, in the page's order.</param>
/// <param name="Inputs">The types it takes from the pipeline, with what is said of them.</param>
/// <param name="Outputs">The types it returns, with what is said of them.</param>
/// <param name="Notes">The page's NOTES.</param>
/// <param name="Links">The titles and addresses of the RELATED LINKS.</param>
internal sealed record HelpPage(
    IReadOnlyList<string> Synopsis,
    IReadOnlyList<string> Description,
    IReadOnlyList<HelpExample> Examples,
    IReadOnlyList<(string Name, IReadOnlyList<string> Text, string DefaultValue)> Parameters,
    IReadOnlyList<(string Type, IReadOnlyList<string> Text)> Inputs,
    IReadOnlyList<(string Type, IReadOnlyList<string> Text)> Outputs,
    IReadOnlyList<string> Notes,
    IReadOnlyList<(string Title, string Address)> Links
);
