using System.Text.RegularExpressions;

namespace PidMigration.Core.Tests;

/// <summary>The order of the stages: each namespace of Core uses only those that stand before it.</summary>
public sealed partial class ArchitectureTests
{
    /// <summary>The order. docs/architecture.md shows it as a picture.</summary>
    private static readonly string[] Order =
    [
        "Failures",
        "Events",
        "Catalog",
        "Rows",
        "Findings",
        "Databases",
        "Conversion",
        "Planning",
        "Ledgers",
        "Comparing",
        "Verifying",
        "Copying",
        "Sequences",
        "Syncing",
        "Sessions",
    ];

    private static readonly string Core = Path.Combine(Repository.Root, "src", "PidMigration.Core");

    /// <summary>Names that are qualified in part (<c>Planning.PidFinding</c>) count, too; comments don't.</summary>
    [Fact]
    public void A_namespace_uses_only_those_before_it()
    {
        var wrong = new List<string>();
        foreach (var file in Repository.Sources(Core))
        {
            var folder = Path.GetRelativePath(Core, file).Split(Path.DirectorySeparatorChar)[0];
            var own = Array.IndexOf(Order, folder);
            Assert.True(own >= 0, $"{folder} isn't in the order of {nameof(ArchitectureTests)}.");
            foreach (var (line, text) in File.ReadLines(file).Select((text, i) => (i + 1, text)))
            foreach (var used in UsedBy(text).Where(u => Array.IndexOf(Order, u) > own))
                wrong.Add($"{Path.GetRelativePath(Core, file)}:{line} uses {used}, which comes after {folder}.");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>The folder is where one looks for a type of a namespace.</summary>
    [Fact]
    public void A_namespace_is_its_folder()
    {
        var wrong =
            from file in Repository.Sources(Core)
            let folder = Path.GetRelativePath(Core, Path.GetDirectoryName(file)!)
                .Replace(Path.DirectorySeparatorChar, '.')
            let line = File.ReadLines(file).FirstOrDefault(l => l.StartsWith("namespace ", StringComparison.Ordinal))
            where line is not null && line != $"namespace PidMigration.{folder};"
            select $"{file}: {line}";
        Assert.True(!wrong.Any(), string.Join('\n', wrong));
    }

    /// <summary>
    /// What differs between engines is said by their drivers (<c>EngineTraits</c>, <c>Dialect</c>,
    /// <c>AddressFormat</c>): only an engine's own folder may name it.
    /// </summary>
    [Fact]
    public void An_engine_is_named_in_its_own_folder_only()
    {
        var source = Path.Combine(Repository.Root, "src");
        var wrong =
            from file in Repository.Sources(source)
            let folder = Path.GetFileName(Path.GetDirectoryName(file))
            from line in File.ReadLines(file).Select((text, i) => (Number: i + 1, Text: text))
            from Match named in EngineName().Matches(line.Text)
            where named.Groups[1].Value != folder
            select $"{Path.GetRelativePath(source, file)}:{line.Number} names {named.Value}.";
        Assert.True(!wrong.Any(), string.Join('\n', wrong));
    }

    private static IEnumerable<string> UsedBy(string line)
    {
        var text = line.TrimStart();
        if (text.StartsWith("//", StringComparison.Ordinal) || text.StartsWith("namespace ", StringComparison.Ordinal))
            return [];
        var withoutTexts = Literals().Replace(text, "\"\"");
        return Qualified().Matches(withoutTexts).Select(m => m.Groups[1].Value).Where(Order.Contains);
    }

    [GeneratedRegex(@"\bDatabaseEngine\.([A-Z]\w+)")]
    private static partial Regex EngineName();

    [GeneratedRegex("\"(?:[^\"\\\\]|\\\\.)*\"")]
    private static partial Regex Literals();

    /// <summary>
    /// A namespace's name before a type's: after a dot it counts only where that dot follows PidMigration.
    /// </summary>
    [GeneratedRegex(@"(?:(?<=PidMigration\.)|(?<![\w.]))([A-Z]\w+)(?=\.[A-Z]|;)")]
    private static partial Regex Qualified();
}
