namespace HelpBuilder;

/// <summary>An example of a help page.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Code">The commands.</param>
/// <param name="Remarks">What it shows, a paragraph each.</param>
internal sealed record HelpExample(string Title, string Code, IReadOnlyList<string> Remarks);
