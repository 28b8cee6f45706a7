namespace HelpBuilder;

/// <summary>What the compiled cmdlet says of itself.</summary>
/// <param name="Name">Verb and noun.</param>
/// <param name="Syntax">The line that Get-Command -Syntax shows.</param>
/// <param name="Parameters">Its parameters in the order of that line.</param>
/// <param name="Outputs">The full names of the types it returns.</param>
internal sealed record CommandFacts(
    string Name,
    string Syntax,
    IReadOnlyList<ParameterFacts> Parameters,
    IReadOnlyList<string> Outputs
);
