using System.Globalization;
using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Planning;

namespace PidMigration.Comparing;

/// <summary>
/// Finds the ranges of keys in which two tables differ without moving their rows: each server adds up the hashes of its rows, range
/// by range, and where the sums differ, again in smaller ranges. Where they are the same, so are the rows. A range whose sums
/// differ only has to be looked at: its rows may still be equal, written in another way.
/// </summary>
internal sealed class DigestCompare(ComparePlan plan, Sides sides)
{
    private const long Coarse = 1 << 14;
    private const long Fine = 1 << 8;

    private static readonly ValueKind[][] Alike = [[ValueKind.Text, ValueKind.FixedText, ValueKind.Label], [ValueKind.Timestamp, ValueKind.Instant], [ValueKind.Integer, ValueKind.Boolean]];

    /// <summary>The rows in ranges whose sums are the same.</summary>
    public long Equal { get; private set; }

    /// <summary>Whether both servers can write every column in the same way, and the key is a number.</summary>
    public static bool IsPossible(ComparePlan plan) =>
        ComparePlanner.SingleNumber(plan.Key) is not null && plan.Copy.Columns.All(c => c.Allowed.Count == 0
            && (c.Source.Kind == c.Target.Kind || Alike.Any(a => a.Contains(c.Source.Kind) && a.Contains(c.Target.Kind)))
            && (c.Source.Kind != ValueKind.Decimal || (c.Source.Scale is not null && c.Source.Scale == c.Target.Scale))
            && plan.SourceDialect.DigestText(c.Source) is not null && plan.TargetDialect.DigestText(c.Target) is not null);

    /// <summary>The ranges in which the sums differ.</summary>
    public async Task<IReadOnlyList<KeyRange>> FindAsync(CancellationToken cancellationToken)
    {
        var coarse = await DifferAsync(Coarse, null, cancellationToken).ConfigureAwait(false);
        var fine = new List<KeyRange>();
        foreach (var part in KeyRange.Join(coarse).Chunk(ModelCompare.RangesPerQuery))
            fine.AddRange(await DifferAsync(Fine, part, cancellationToken).ConfigureAwait(false));
        return KeyRange.Join(fine);
    }

    private async Task<IReadOnlyList<KeyRange>> DifferAsync(long size, IReadOnlyList<KeyRange>? within, CancellationToken cancellationToken)
    {
        var pair = ComparePlanner.SingleNumber(plan.Key)!;
        var left = SumAsync(sides.Source, sides.From, plan.SourceDialect, plan.Copy.Model.Definition.Name, pair.Source, [.. plan.Copy.Columns.Select(c => c.Source)], plan.SourceWhere, size, within, cancellationToken);
        var right = SumAsync(sides.Target, sides.Into, plan.TargetDialect, plan.Copy.Target.Name, pair.Target, [.. plan.Copy.Columns.Select(c => c.Target)], plan.TargetWhere, size, within, cancellationToken);
        await Task.WhenAll(left, right).ConfigureAwait(false);
        var sums = await left.ConfigureAwait(false);
        var others = await right.ConfigureAwait(false);
        var differ = new List<KeyRange>();
        foreach (var (group, sum) in sums)
            if (others.TryGetValue(group, out var other) && other == sum) Equal += sum.Rows;
            else differ.Add(KeyRange.OfGroup(group, size));
        differ.AddRange(others.Keys.Where(g => !sums.ContainsKey(g)).Select(g => KeyRange.OfGroup(g, size)));
        return differ;
    }

    private async Task<Dictionary<long, (long Rows, string Sum)>> SumAsync(
        Snapshot snapshot, DatabaseAddress address, Dialect dialect, TableName table, Column key, IReadOnlyList<Column> columns, string? where, long size, IReadOnlyList<KeyRange>? within, CancellationToken cancellationToken)
    {
        var conditions = new List<string>();
        if (where is not null) conditions.Add($"({where})");
        if (within is not null) conditions.Add(KeyRange.Condition(within, dialect, key.Name));
        var sql = dialect.DigestQuery(table, key, columns, size, conditions.Count == 0 ? null : string.Join(" AND ", conditions));
        try
        {
            return (await snapshot.QueryAsync(sql, cancellationToken).ConfigureAwait(false)).ToDictionary(
                r => long.Parse(r[0], CultureInfo.InvariantCulture), r => (long.Parse(r[1], CultureInfo.InvariantCulture), string.Join('/', r[2..])));
        }
        catch (Exception e) when (e is not (OperationCanceledException or MigrationException))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw DatabaseDrivers.For(address).Failures.Translate(e, address, table.ToString(), false, (why, inner) => Errors.CompareFailed(plan.Model, address.ToString(), why, inner));
        }
    }
}
