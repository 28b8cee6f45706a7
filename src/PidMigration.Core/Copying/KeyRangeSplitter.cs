using System.Globalization;
using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Ledgers;
using PidMigration.Planning;
using PidMigration.Rows;

namespace PidMigration.Copying;

/// <summary>Divides the rows of a large model into ranges of its key: of a key that is one whole number, into ranges of the same width.</summary>
internal sealed class KeyRangeSplitter(ModelPlan plan, Snapshot snapshot, DatabaseAddress source)
{
    /// <summary>A range of fewer rows isn't worth a query of its own.</summary>
    private const int LeastRows = 25_000;

    /// <summary>Several for each lane: numbers aren't spread evenly, and who is done with one takes the next.</summary>
    private const int RangesPerLane = 4;

    /// <summary>The last keys of all ranges but the last one, as the ledger writes them; none where the model isn't divided.</summary>
    public async Task<IReadOnlyList<string>> SplitAsync(int lanes, CancellationToken cancellationToken)
    {
        var sideBySide = Math.Min(lanes, snapshot.MaxConcurrentReaders);
        var count = (int)Math.Min(plan.SourceRows / LeastRows, RangesPerLane * sideBySide);
        if (
            count < 2
            || sideBySide < 2
            || plan.SkipExisting
            || plan.SingleTransaction
            || plan.KeyFields is not [var field]
        )
            return [];
        var (key, dialect) = (plan.Columns[field].Source, DatabaseDrivers.For(source).Dialect);
        if (key.Kind != ValueKind.Integer || key.Nullable || !KeysetPredicate.CanSeek(plan, dialect))
            return [];
        var name = dialect.Quote(key.Name);
        var ends = await snapshot
            .QueryAsync(
                $"SELECT MIN({name}), MAX({name}) FROM {dialect.Rows(plan.Model.Definition.Name)}{DataScan.Where(plan, null)}",
                cancellationToken
            )
            .ConfigureAwait(false);
        if (
            !Int128.TryParse(ends[0][0], CultureInfo.InvariantCulture, out var least)
            || !Int128.TryParse(ends[0][1], CultureInfo.InvariantCulture, out var most)
        )
            return [];
        var width = (most - least + 1) / count;
        return width < 1
            ? []
            :
            [
                .. Enumerable
                    .Range(1, count - 1)
                    .Select(i =>
                        StringListJson.Write([(least + i * width - 1).ToString(CultureInfo.InvariantCulture)])
                    ),
            ];
    }
}
