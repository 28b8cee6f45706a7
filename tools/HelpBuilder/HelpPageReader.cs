using System.Text.RegularExpressions;

namespace HelpBuilder;

/// <summary>
/// Reads a help page in the markdown schema of platyPS (2.0.0): fixed headings, a fenced block of facts for each
/// parameter.
/// </summary>
internal static partial class HelpPageReader
{
    private const string Fence = "```";

    /// <summary>Reads a page.</summary>
    /// <exception cref="FormatException">A part is missing; the message names it.</exception>
    public static HelpPage Read(string markdown, string name)
    {
        var lines = markdown.Split('\n');
        if (!lines.Contains("# " + name))
            throw new FormatException($"the heading '# {name}' is missing");
        var parts = Split(lines, "## ").ToDictionary(p => p.Title, p => p.Lines);
        IReadOnlyList<string> Part(string title) =>
            parts.TryGetValue(title, out var found)
                ? found
                : throw new FormatException($"the part '## {title}' is missing");
        return new HelpPage(
            Paragraphs(Part("SYNOPSIS")),
            Paragraphs(Part("DESCRIPTION")),
            [.. Split(Part("EXAMPLES"), "### ").Select(e => ReadExample(e.Title, e.Lines))],
            [
                .. Split(Part("PARAMETERS"), "### -")
                    .Select(p => (p.Title, Paragraphs(OutsideFences(p.Lines)), DefaultValue(p.Lines))),
            ],
            [.. Split(Part("INPUTS"), "### ").Select(t => (t.Title, Paragraphs(t.Lines)))],
            [.. Split(Part("OUTPUTS"), "### ").Select(t => (t.Title, Paragraphs(t.Lines)))],
            Paragraphs(Part("NOTES")),
            [
                .. Part("RELATED LINKS")
                    .Select(l => Link().Match(l))
                    .Where(m => m.Success)
                    .Select(m => (m.Groups[1].Value, m.Groups[2].Value)),
            ]
        );
    }

    /// <summary>The pieces of a text that begin with a heading; one inside of a fence is no heading.</summary>
    private static List<(string Title, IReadOnlyList<string> Lines)> Split(IReadOnlyList<string> lines, string heading)
    {
        var parts = new List<(string, IReadOnlyList<string>)>();
        List<string>? current = null;
        var level = heading[..heading.IndexOf(' ', StringComparison.Ordinal)] + " ";
        var fenced = false;
        foreach (var line in lines)
        {
            if (line.StartsWith(Fence, StringComparison.Ordinal))
                fenced = !fenced;
            // "### CommonParameters" ends the parameter before it, and is none itself.
            if (!fenced && line.StartsWith(level, StringComparison.Ordinal))
                current = null;
            if (!fenced && line.StartsWith(heading, StringComparison.Ordinal))
                parts.Add((line[heading.Length..].Trim(), current = []));
            else
                current?.Add(line);
        }

        return parts;
    }

    private static HelpExample ReadExample(string title, IReadOnlyList<string> lines)
    {
        var start = lines.ToList().FindIndex(l => l.StartsWith(Fence, StringComparison.Ordinal));
        var end =
            start < 0 ? -1 : lines.ToList().FindIndex(start + 1, l => l.StartsWith(Fence, StringComparison.Ordinal));
        if (end < 0)
            throw new FormatException($"the example '{title}' has no fenced code");
        return new HelpExample(
            title,
            string.Join('\n', lines.Skip(start + 1).Take(end - start - 1)),
            Paragraphs([.. lines.Take(start), "", .. lines.Skip(end + 1)])
        );
    }

    private static List<string> OutsideFences(IReadOnlyList<string> lines)
    {
        var fenced = false;
        var kept = new List<string>();
        foreach (var line in lines)
        {
            var mark = line.StartsWith(Fence, StringComparison.Ordinal);
            if (mark)
                fenced = !fenced;
            if (!mark && !fenced)
                kept.Add(line);
        }

        return kept;
    }

    /// <summary>What a parameter is when it is left out; the one fact of its block that no attribute holds.</summary>
    private static string DefaultValue(IReadOnlyList<string> lines) =>
        lines
            .FirstOrDefault(l => l.StartsWith(FactBlocks.DefaultValue, StringComparison.Ordinal))
            ?[FactBlocks.DefaultValue.Length..].Trim()
            is { Length: > 0 } value
            ? value
            : "None";

    /// <summary>
    /// Lines between empty ones make a paragraph, an item of a list makes its own; the marks of markdown go.
    /// </summary>
    private static List<string> Paragraphs(IReadOnlyList<string> lines)
    {
        var paragraphs = new List<string>();
        var open = false;
        foreach (var line in lines.Select(l => l.Trim()))
        {
            if (line.Length == 0)
                open = false;
            else if (open && !line.StartsWith("- ", StringComparison.Ordinal))
                paragraphs[^1] += " " + line;
            else
            {
                paragraphs.Add(line);
                open = true;
            }
        }

        return
        [
            .. paragraphs.Select(p =>
                Link().Replace(Emphasis().Replace(p, "$1"), "$1").Replace("`", "", StringComparison.Ordinal)
            ),
        ];
    }

    [GeneratedRegex(@"\[([^\]]+)\]\(([^)]*)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\*\*([^*]+)\*\*")]
    private static partial Regex Emphasis();
}
