using PidDatabase.Schema;
using PidMigration.Bench.Measuring;
using PidMigration.Bench.Servers;

namespace PidMigration.Bench.Checking;

/// <summary>Compares every value of a table in both databases, read by the servers' own clients.</summary>
internal static class RowComparison
{
    /// <summary>How many rows of the table differ, one that is on one side only included.</summary>
    /// <exception cref="InvalidOperationException">A client failed.</exception>
    public static async Task<long> CountDifferencesAsync(
        Server source, string sourceDatabase, Server target, string targetDatabase, Table table, CancellationToken cancellationToken)
    {
        await using var left = RowStream.Start(source.Command(sourceDatabase, source.CanonicalRows(table)));
        await using var right = RowStream.Start(target.Command(targetDatabase, target.CanonicalRows(table)));
        var different = 0L;
        var leftRow = await left.ReadAsync(cancellationToken);
        var rightRow = await right.ReadAsync(cancellationToken);
        while (leftRow is not null || rightRow is not null)
        {
            if (leftRow == rightRow)
            {
                leftRow = await left.ReadAsync(cancellationToken);
                rightRow = await right.ReadAsync(cancellationToken);
                continue;
            }

            different++;
            var order = Compare(leftRow, rightRow);
            if (order <= 0)
                leftRow = await left.ReadAsync(cancellationToken);
            if (order >= 0)
                rightRow = await right.ReadAsync(cancellationToken);
        }
        await left.FinishAsync(cancellationToken);
        await right.FinishAsync(cancellationToken);
        return different;
    }

    // By the key, which is the first field and a number in every table that is compared.
    private static int Compare(string? left, string? right) =>
        left is null ? 1 : right is null ? -1 : Key(left).CompareTo(Key(right));

    private static long Key(string row) =>
        long.Parse(row.AsSpan(0, row.IndexOf('|', StringComparison.Ordinal)), System.Globalization.CultureInfo.InvariantCulture);
}
