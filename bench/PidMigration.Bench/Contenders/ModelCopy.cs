using PidDatabase.Schema;
using PidMigration.Bench.Servers;

namespace PidMigration.Bench.Contenders;

/// <summary>PidMigration itself, as its user runs it: one pipeline in pwsh.</summary>
/// <param name="pwsh">The PowerShell that runs the module.</param>
/// <param name="options">Options of the cmdlet; empty for none.</param>
/// <param name="limits">What it must keep within.</param>
internal sealed class ModelCopy(string pwsh, string options, params IReadOnlyList<Limit> limits) : IContender
{
    private const string Command = "Copy-PidModel";

    public string Name => options.Length == 0 ? Command : $"{Command} {options}";

    public bool MustBeFaithful => true;

    public IReadOnlyList<Limit> Limits => limits;

    /// <summary>The most RAM of pwsh when it does nothing for a while.</summary>
    public static Task<long> IdleMemoryAsync(string pwsh, CancellationToken cancellationToken) =>
        Pwsh.RunBareAsync(pwsh, "Start-Sleep -Seconds 1.5", "", "", cancellationToken);

    public Task<long> RunAsync(
        Server source,
        string sourceDatabase,
        Server target,
        string targetDatabase,
        IReadOnlyList<Table> tables,
        CancellationToken cancellationToken
    ) =>
        Pwsh.RunAsync(
            pwsh,
            $"Get-PidModel | {Name} -ClearTarget -Confirm:$false",
            source.UrlOf(sourceDatabase),
            target.UrlOf(targetDatabase),
            cancellationToken
        );
}
