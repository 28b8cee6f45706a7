using PidMigration.Comparing;
using PidMigration.Databases;
using PidMigration.Planning;

namespace PidMigration.Verifying;

/// <summary>Compares what a copy wrote with the instant of the source that it was read at.</summary>
internal sealed class CopyVerifier(Snapshot snapshot, DatabaseAddress source, DatabaseAddress target)
{
    /// <summary>The comparison of one model; rows that the target had before are no business of a copy that only adds.</summary>
    public async Task<PidComparison> CompareAsync(ModelPlan copy, CancellationToken cancellationToken)
    {
        var into = DatabaseDrivers.For(target);
        var plan = new ComparePlan(copy, new KeyComparer(copy), DatabaseDrivers.For(source).Dialect, into.Dialect)
        {
            SourceWhere = copy.Where,
        };
        await using var written = await into.OpenSnapshotAsync(target, cancellationToken).ConfigureAwait(false);
        var match = new RowEquality(copy);
        var tally = new DifferenceCollector(plan, match, false, null, null);
        var compare = new ModelCompare(plan, new Sides(snapshot, source, written, target), match, tally, false);
        await compare.RunAsync(() => ValueTask.FromResult(true), cancellationToken).ConfigureAwait(false);
        var extra = copy.SkipExisting ? 0 : tally.ExtraRows;
        return new PidComparison
        {
            Model = copy.Model.Name,
            Table = copy.Model.Table,
            TargetTable = copy.Target.FullName,
            Equal = compare.Equal,
            Missing = tally.MissingRows,
            Extra = extra,
            Changed = tally.ChangedRows,
            Status = tally.MissingRows + extra + tally.ChangedRows == 0 ? CompareStatus.Equal : CompareStatus.Different,
        };
    }
}
