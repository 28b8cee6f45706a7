using System.Globalization;
using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Planning;
using PidMigration.Rows;

namespace PidMigration.Copying.Loading;

/// <summary>Divides the rows of a large model whose key is one whole number into ranges of the same width.</summary>
internal sealed class KeyRangeSplitter(ModelPlan plan, Snapshot snapshot, DatabaseAddress source)
{
    /// <summary>A range of fewer rows isn't worth a query of its own.</summary>
    private const int RowsPerRange = 25_000;

    /// <summary>
    /// Numbers aren't spread evenly: with several ranges each, a worker that is done early takes another one.
    /// </summary>
    private const int RangesPerWorker = 4;

    /// <summary>
    /// The last keys of all ranges but the last one, as the ledger has them; none where the model isn't divided.
    /// </summary>
    public async Task<IReadOnlyList<string>> SplitAsync(int maxParallelism, CancellationToken cancellationToken)
    {
        var ranges = CountRanges(plan.SourceRows, Math.Min(maxParallelism, snapshot.MaxConcurrentReaders));
        if (ranges < 2 || FindNumberKey() is not { } key)
            return [];
        var dialect = DatabaseDrivers.For(source).Dialect;
        var (name, table) = (dialect.Quote(key.Name), dialect.Rows(plan.Model.Definition.Name));
        var sql = $"SELECT MIN({name}), MAX({name}) FROM {table}{DataScan.Where(plan, null)}";
        var ends = await snapshot.QueryAsync(sql, cancellationToken).ConfigureAwait(false);
        // There is neither where no row is left.
        if (!TryParse(ends[0][0], out var least) || !TryParse(ends[0][1], out var greatest))
            return [];
        return
        [
            .. FindBounds(least, greatest, ranges)
                .Select(b => StringListJson.Write([b.ToString(CultureInfo.InvariantCulture)])),
        ];
    }

    /// <summary>How many ranges so many rows are divided into; below two they stay whole.</summary>
    internal static int CountRanges(long rows, int workers) =>
        workers < 2 ? 1 : (int)Math.Min(rows / RowsPerRange, RangesPerWorker * workers);

    /// <summary>The last keys of all ranges but the last one; none where there are fewer numbers than ranges.</summary>
    internal static IReadOnlyList<Int128> FindBounds(Int128 least, Int128 greatest, int ranges)
    {
        var width = (greatest - least + 1) / ranges;
        return width < 1 ? [] : [.. Enumerable.Range(1, ranges - 1).Select(i => least + i * width - 1)];
    }

    /// <summary>
    /// The key by which the source's rows can be divided; null where there is none, or they have to stay together.
    /// </summary>
    private Column? FindNumberKey()
    {
        if (plan.SkipExisting || plan.SingleTransaction || plan.KeyFields is not [var field])
            return null;
        var key = plan.Columns[field].Source;
        var canSeek = KeysetPredicate.CanSeek(plan, DatabaseDrivers.For(source).Dialect);
        return key is { Kind: ValueKind.Integer, Nullable: false } && canSeek ? key : null;
    }

    private static bool TryParse(string text, out Int128 number) =>
        Int128.TryParse(text, CultureInfo.InvariantCulture, out number);
}
