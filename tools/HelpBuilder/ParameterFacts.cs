namespace HelpBuilder;

/// <summary>What the compiled cmdlet says of a parameter.</summary>
/// <param name="Name">Its name, without the dash.</param>
/// <param name="Type">Its type as PowerShell writes it, such as <c>String[]</c>.</param>
/// <param name="IsSwitch">Whether it takes no value.</param>
/// <param name="Required">Whether it must be given.</param>
/// <param name="Position">Its position from 0; null where it has to be named.</param>
/// <param name="Aliases">Its other names.</param>
/// <param name="PipelineInput">Whether it takes pipeline input, in the words of a help page: <c>True
/// (ByValue)</c>.</param>
/// <param name="Wildcards">Whether it takes wildcard characters.</param>
/// <param name="Values">The values it may have, where they are an enumeration's.</param>
/// <param name="IsCommon">Whether the engine gives it to every cmdlet that can change something (WhatIf,
/// Confirm).</param>
internal sealed record ParameterFacts(
    string Name,
    string Type,
    bool IsSwitch,
    bool Required,
    int? Position,
    IReadOnlyList<string> Aliases,
    string PipelineInput,
    bool Wildcards,
    IReadOnlyList<string> Values,
    bool IsCommon
);
