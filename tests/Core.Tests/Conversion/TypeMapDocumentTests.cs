namespace PidMigration.Core.Tests.Conversion;

public sealed class TypeMapDocumentTests
{
    [Fact]
    public void The_document_matches_the_tables()
    {
        var path = Path.Combine(Repository.Root, "docs", "type-map.md");
        var written = TypeMapDocument.Write();
        if (Environment.GetEnvironmentVariable("PIDMIGRATION_UPDATE_DOCS") == "1")
            File.WriteAllText(path, written);
        Assert.True(
            File.Exists(path) && File.ReadAllText(path) == written,
            "docs/type-map.md is stale: run the tests of Core with PIDMIGRATION_UPDATE_DOCS=1."
        );
    }
}
