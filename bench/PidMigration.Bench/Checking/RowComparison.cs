using PidDatabase.Schema;
using PidMigration.Bench.Measuring;
using PidMigration.Bench.Servers;

namespace PidMigration.Bench.Checking;

/// <summary>Compares every value of a table in both databases, read by the servers' own clients.</summary>
internal static class RowComparison
{
    /// <summary>How many rows of a table are on one side only, or not the same.</summary>
    /// <exception cref="InvalidOperationException">A client failed.</exception>
    public static async Task<RowDifferences> CountAsync(
        Server source,
        string sourceDatabase,
        Server target,
        string targetDatabase,
        Table table,
        CancellationToken cancellationToken
    )
    {
        long missing = 0,
            extra = 0,
            changed = 0;
        await using var left = RowStream.Start(source.Command(sourceDatabase, source.CanonicalRows(table)));
        await using var right = RowStream.Start(target.Command(targetDatabase, target.CanonicalRows(table)));
        var leftRow = await left.ReadAsync(cancellationToken);
        var rightRow = await right.ReadAsync(cancellationToken);
        while (leftRow is not null || rightRow is not null)
        {
            var order = leftRow == rightRow ? 0 : Compare(leftRow, rightRow);
            if (order < 0)
                missing++;
            else if (order > 0)
                extra++;
            else if (leftRow != rightRow)
                changed++;
            if (order <= 0)
                leftRow = await left.ReadAsync(cancellationToken);
            if (order >= 0)
                rightRow = await right.ReadAsync(cancellationToken);
        }
        await left.FinishAsync(cancellationToken);
        await right.FinishAsync(cancellationToken);
        return new(missing, extra, changed);
    }

    // By the key, which is the first field and a number in every table that is compared.
    private static int Compare(string? left, string? right) =>
        left is null ? 1
        : right is null ? -1
        : Key(left).CompareTo(Key(right));

    private static long Key(string row) =>
        long.Parse(
            row.AsSpan(0, row.IndexOf('|', StringComparison.Ordinal)),
            System.Globalization.CultureInfo.InvariantCulture
        );
}
