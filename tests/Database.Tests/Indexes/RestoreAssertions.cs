using PidMigration.Databases;
using PidMigration.Databases.Indexes;

namespace PidMigration.Database.Tests.Indexes;

internal static class RestoreAssertions
{
    /// <summary>Every index and foreign key is there again; a failure names those that aren't, and why.</summary>
    public static void AssertComplete(this RestoreResult result) =>
        Assert.True(
            result.IsComplete,
            string.Join("; ", result.Failed.Select(f => $"{f.Definition.Name}: " + $"{f.Error.Message}"))
        );
}
