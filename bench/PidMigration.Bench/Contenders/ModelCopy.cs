using PidDatabase.Schema;
using PidMigration.Bench.Measuring;
using PidMigration.Bench.Servers;

namespace PidMigration.Bench.Contenders;

/// <summary>PidMigration itself, as its user runs it: one pipeline in its shell.</summary>
/// <param name="shell">PidMigration.Shell.dll.</param>
/// <param name="options">Options of the cmdlet; empty for none.</param>
/// <param name="limits">What it must keep within.</param>
internal sealed class ModelCopy(string shell, string options, params IReadOnlyList<Limit> limits) : IContender
{
    private const string Command = "Copy-PidModel";

    public string Name => options.Length == 0 ? Command : $"{Command} {options}";

    public bool MustBeFaithful => true;

    public IReadOnlyList<Limit> Limits => limits;

    /// <summary>The most RAM of the shell when it does nothing for a while.</summary>
    public static async Task<long> IdleMemoryAsync(string shell, CancellationToken cancellationToken)
    {
        var idle = Child.Command("dotnet", [shell, "-NonInteractive", "-c", "[Threading.Thread]::Sleep(1500)"], new Dictionary<string, string>());
        return (await Child.RunAsync(idle, cancellationToken)).PeakMemory;
    }

    public Task<long> RunAsync(
        Server source, string sourceDatabase, Server target, string targetDatabase, IReadOnlyList<Table> tables, CancellationToken cancellationToken) =>
        ShellRun.RunAsync(shell, $"Get-PidModel | {Name} -ClearTarget -Confirm:$false", source.UrlOf(sourceDatabase), target.UrlOf(targetDatabase), cancellationToken);
}
