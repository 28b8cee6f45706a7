using PidMigration.Comparing;
using PidMigration.Databases;
using PidMigration.Planning;

namespace PidMigration.Verifying;

/// <inheritdoc/>
internal sealed class CopyVerifier(Database source, Database target) : ICopyVerifier
{
    /// <inheritdoc/>
    public async Task<VerifyResult> VerifyAsync(ModelPlan plan, Snapshot read, CancellationToken cancellationToken)
    {
        await using var written = await ComparedDatabase.OpenAsync(target, cancellationToken).ConfigureAwait(false);
        var all = ComparePlan.For(plan, source.Dialect, target.Dialect);
        var compared = all with { Source = all.Source with { Where = plan.Where } };
        var equality = new RowEquality(plan);
        var differences = new DifferenceCollector(compared, equality, null);
        var sources = new ComparisonSources(new ComparedDatabase(read, source), written);
        await new ModelCompare(compared, sources, equality, differences, new CompareCounter())
            .RunAsync(cancellationToken)
            .ConfigureAwait(false);
        // The rows that the target had before don't concern a copy that only adds.
        var extra = plan.SkipExisting ? 0 : differences.ExtraRows;
        return new VerifyResult(differences.MissingRows, extra, differences.ChangedRows);
    }
}
