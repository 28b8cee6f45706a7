using PidMigration.Comparing;
using PidMigration.Databases;
using PidMigration.Planning;

namespace PidMigration.Verifying;

/// <inheritdoc/>
internal sealed class CopyVerifier(DatabaseAddress source, DatabaseAddress target) : ICopyVerifier
{
    /// <inheritdoc/>
    public async Task<VerifyResult> VerifyAsync(ModelPlan plan, Snapshot read, CancellationToken cancellationToken)
    {
        var into = DatabaseDrivers.For(target);
        var compared = new ComparePlan(plan, new KeyComparer(plan), DatabaseDrivers.For(source).Dialect, into.Dialect)
        {
            SourceWhere = plan.Where,
        };
        await using var written = await into.OpenSnapshotAsync(target, cancellationToken).ConfigureAwait(false);
        var equality = new RowEquality(plan);
        var differences = new DifferenceCollector(compared, equality, false, null, null);
        var compare = new ModelCompare(
            compared,
            new Sides(read, source, written, target),
            equality,
            differences,
            false
        );
        await compare.RunAsync(() => ValueTask.FromResult(true), cancellationToken).ConfigureAwait(false);
        // The rows that the target had before don't concern a copy that only adds.
        var extra = plan.SkipExisting ? 0 : differences.ExtraRows;
        return new VerifyResult(differences.MissingRows, extra, differences.ChangedRows);
    }
}
