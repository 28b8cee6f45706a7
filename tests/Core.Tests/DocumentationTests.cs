using System.Text.RegularExpressions;

namespace PidMigration.Core.Tests;

/// <summary>The Markdown files: their links lead somewhere, and the paths that they name exist.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string[] Folders = ["docs", "bench", "samples", "tests", ".github"];

    /// <summary>Each Markdown file by its path below the repository's root.</summary>
    public static TheoryData<string> Files() =>
        [
            .. Directory
                .EnumerateFiles(Repository.Root, "*.md")
                .Concat(
                    Folders
                        .Select(f => Path.Combine(Repository.Root, f))
                        .Where(Directory.Exists)
                        .SelectMany(f => Directory.EnumerateFiles(f, "*.md", SearchOption.AllDirectories))
                )
                .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(p => p is "bin" or "obj"))
                .Select(f => Path.GetRelativePath(Repository.Root, f))
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Relative_links_lead_to_files_and_headings(string file)
    {
        var path = Path.Combine(Repository.Root, file);
        var broken =
            from match in Link().Matches(WithoutCode(File.ReadAllText(path)))
            let target = match.Groups[1].Value
            where !target.Contains("://", StringComparison.Ordinal)
            let parts = target.Split('#')
            let to = parts[0].Length == 0 ? path : Path.Combine(Path.GetDirectoryName(path)!, parts[0])
            where
                !(File.Exists(to) || Directory.Exists(to))
                || (parts.Length > 1 && !Headings(to).Contains(parts[1], StringComparer.Ordinal))
            select target;
        Assert.True(!broken.Any(), $"{file} has links to {string.Join(", ", broken)}, which don't exist.");
    }

    /// <summary>Paths in backticks that begin with a folder of the repository; placeholders are skipped.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Paths_in_the_text_exist(string file)
    {
        // History tells of files that are gone.
        if (file.StartsWith("bench", StringComparison.Ordinal) || file == "CHANGELOG.md")
            return;
        var text = Fence().Replace(File.ReadAllText(Path.Combine(Repository.Root, file)), "");
        var missing = SourcePath()
            .Matches(text)
            .Select(m => m.Groups[1].Value)
            .Where(p => !Path.Exists(Path.Combine(Repository.Root, p)));
        Assert.True(!missing.Any(), $"{file} names {string.Join(", ", missing)}, which don't exist.");
    }

    /// <summary>As GitHub makes anchors of headings.</summary>
    private static IEnumerable<string> Headings(string file) =>
        File.ReadLines(file)
            .Where(l => l.StartsWith('#'))
            .Select(l => NotInAnchors().Replace(l.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    private static string WithoutCode(string text) => InlineCode().Replace(Fence().Replace(text, ""), "");

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("`[^`\n]*`")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"`((?:src|tests|docs|tools|bench|samples|module)/[\w./-]+)`")]
    private static partial Regex SourcePath();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();
}
