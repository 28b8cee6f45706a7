using System.Text.RegularExpressions;

namespace PidMigration.Core.Tests.Failures;

public sealed partial class ErrorDocumentTests
{
    [Fact]
    public void The_document_agrees_with_the_catalogue()
    {
        var path = Path.Combine(Repository.Root, "docs", "errors.md");
        var generated = ErrorDocument.Write();
        if (Environment.GetEnvironmentVariable("PIDMIGRATION_UPDATE_DOCS") == "1")
            File.WriteAllText(path, generated);
        Assert.True(
            File.Exists(path) && File.ReadAllText(path) == generated,
            "docs/errors.md is stale: run Core.Tests with PIDMIGRATION_UPDATE_DOCS=1."
        );
    }

    [Fact]
    public void The_document_has_every_code_that_the_source_uses_and_no_other()
    {
        var used = Repository
            .Sources(Path.Combine(Repository.Root, "src"))
            .SelectMany(f => Literal().Matches(File.ReadAllText(f)))
            .Select(m => m.Groups[1].Value)
            .ToHashSet();
        Assert.NotEmpty(used);
        Assert.Equal(used.Order(StringComparer.Ordinal), ErrorDocument.Codes().Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("\"(PID[0-9]{4})\"")]
    private static partial Regex Literal();
}
