using PidMigration.Copying;
using PidMigration.Failures;

namespace PidMigration.Database.Tests.Copying;

/// <summary>What a copy told.</summary>
internal sealed record CopyOutcome(
    IReadOnlyDictionary<string, PidCopyResult> Results,
    IReadOnlyDictionary<string, MigrationException> Errors
)
{
    public PidCopyResult this[string model] => Results[model];

    public void AssertAllCopied()
    {
        foreach (var result in Results.Values)
            if (result.Status != CopyStatus.Copied)
                Assert.Fail($"{result.Model}: {result.Status}, {result.Reason}");
    }
}
