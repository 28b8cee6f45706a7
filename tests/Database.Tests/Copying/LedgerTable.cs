using PidMigration.Database.Tests.Servers;
using PidMigration.Failures;
using PidMigration.Sessions;

namespace PidMigration.Database.Tests.Copying;

/// <summary>The ledger's table, for users who may make none.</summary>
internal static class LedgerTable
{
    /// <summary>Shows that the user is told the statement that makes it, and runs it as one who may.</summary>
    public static async Task MakeAsync(MigrationSession session, TestDatabase target, IReadOnlyList<string> models)
    {
        var refused = await Assert.ThrowsAsync<MigrationException>(() =>
            ProductCopy.CopyAsync(session, new(), models, null)
        );
        Assert.Equal("PID1902", refused.Code);
        await target.RunAsync(
            refused.Message[refused.Message.IndexOf("CREATE TABLE", StringComparison.Ordinal)..].TrimEnd('.') + ";"
        );
    }
}
