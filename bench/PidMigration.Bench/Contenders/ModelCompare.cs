using PidDatabase.Schema;
using PidMigration.Bench.Servers;

namespace PidMigration.Bench.Contenders;

/// <summary>Compare-PidModel over a whole copy in which nothing differs.</summary>
/// <param name="pwsh">The PowerShell that runs the module.</param>
/// <param name="fast">Whether the servers make digests, instead of handing out their rows.</param>
internal sealed class ModelCompare(string pwsh, bool fast = false) : IContender
{
    public const string Exact = "Compare-PidModel";

    public string Name => fast ? Exact + " -Fast" : Exact;

    public bool MustBeFaithful => true;

    public bool NeedsCopy => true;

    // Both run on one machine here: what -Fast saves is the way between two.
    public IReadOnlyList<Limit> Limits => fast ? [] : [new TimeLimit(0.3, PipeCopy.Title)];

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
            $"$found = Get-PidModel | {Name}; foreach ($model in $found) {{ if ($model.Status -ne 'Equal') "
                + $"{{ throw \"$($model.Model) is $($model.Status).\" }} }}",
            source.UrlOf(sourceDatabase),
            target.UrlOf(targetDatabase),
            cancellationToken
        );
}
