using PidDatabase.Schema;
using PidMigration.Bench.Measuring;
using PidMigration.Bench.Servers;

namespace PidMigration.Bench.Contenders;

/// <summary>PidMigration itself, as its user runs it: one pipeline in its shell.</summary>
/// <param name="shell">PidMigration.Shell.dll.</param>
/// <param name="batchSize">Rows per batch; null is the default.</param>
/// <param name="skipPreflight">Whether the data isn't asked beforehand; what that saves is what the pre-flight costs.</param>
internal sealed class ModelCopy(string shell, int? batchSize, bool skipPreflight = false) : IContender
{
    public string Name => "Copy-PidModel" + Options;

    public bool MustBeFaithful => true;

    private string Options => (batchSize is null ? "" : $" -BatchSize {batchSize}") + (skipPreflight ? " -SkipPreflight" : "");

    /// <summary>The most RAM of the shell when it does nothing for a while.</summary>
    public static async Task<long> IdleMemoryAsync(string shell, CancellationToken cancellationToken)
    {
        var idle = Child.Command("dotnet", [shell, "-NonInteractive", "-c", "[Threading.Thread]::Sleep(1500)"], new Dictionary<string, string>());
        return (await Child.RunAsync(idle, cancellationToken)).PeakMemory;
    }

    public Task<long> RunAsync(
        Server source, string sourceDatabase, Server target, string targetDatabase, IReadOnlyList<Table> tables, CancellationToken cancellationToken) =>
        ShellRun.RunAsync(shell, $"Get-PidModel | Copy-PidModel -ClearTarget -Confirm:$false{Options}", source.UrlOf(sourceDatabase), target.UrlOf(targetDatabase), cancellationToken);
}
