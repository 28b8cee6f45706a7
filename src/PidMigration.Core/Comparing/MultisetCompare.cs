using System.Runtime.InteropServices;
using PidMigration.Rows;

namespace PidMigration.Comparing;

/// <summary>
/// Compares tables without a key as multisets: which rows there are, and how often each. Rows are counted by their
/// hashes, a part of all hashes at a time where there are many, so that memory stays flat; rows whose counts differ are
/// then read again.
/// </summary>
internal sealed class MultisetCompare(RowEquality equality, IDifferenceSink sink, long rowCount, CompareCounter counter)
{
    private const long HashesAtATime = 1_000_000;

    private readonly RowHash _hash = new();
    private readonly uint _buckets = (uint)Math.Min(rowCount / HashesAtATime + 1, 1000);

    /// <summary>What one row adds to the counts.</summary>
    private delegate void RowAction(RowBatch batch, int row, UInt128 hash);

    /// <summary>Compares until all is seen, or the counter says to end.</summary>
    public async Task RunAsync(Func<IBatchSource> openSource, Func<IBatchSource> openTarget)
    {
        var source = new Side(openSource, equality.AppendSource);
        var target = new Side(openTarget, equality.AppendTarget);
        // One for all parts: a part has about as many rows as the next.
        var counts = new Dictionary<UInt128, int>((int)(Math.Min(rowCount, HashesAtATime) * 9 / 8));
        for (uint bucket = 0; bucket < _buckets; bucket++)
        {
            counts.Clear();
            var sourceRows = await ReadAsync(
                    source,
                    bucket,
                    (_, _, hash) => CollectionsMarshal.GetValueRefOrAddDefault(counts, hash, out _)++
                )
                .ConfigureAwait(false);
            await ReadAsync(
                    target,
                    bucket,
                    (_, _, hash) =>
                    {
                        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, hash, out _);
                        if (--count == 0)
                            counts.Remove(hash);
                    }
                )
                .ConfigureAwait(false);
            counter.AddEqual(sourceRows - counts.Values.Sum(c => (long)Math.Max(c, 0)));
            if (!await counter.AdvanceAsync().ConfigureAwait(false))
                return;
            if (counts.Count > 0)
                await ReportAsync(source, target, bucket, counts).ConfigureAwait(false);
        }
    }

    /// <summary>Reads the rows again whose counts differ.</summary>
    private async Task ReportAsync(Side source, Side target, uint bucket, Dictionary<UInt128, int> counts)
    {
        await ReadAsync(
                source,
                bucket,
                (batch, row, hash) =>
                {
                    if (counts.GetValueOrDefault(hash) <= 0)
                        return;
                    counts[hash]--;
                    sink.Missing(batch, row);
                }
            )
            .ConfigureAwait(false);
        await ReadAsync(
                target,
                bucket,
                (batch, row, hash) =>
                {
                    if (counts.GetValueOrDefault(hash) >= 0)
                        return;
                    counts[hash]++;
                    sink.Extra(batch, row);
                }
            )
            .ConfigureAwait(false);
    }

    private async Task<long> ReadAsync(Side side, uint bucket, RowAction onRow)
    {
        long rows = 0;
        await using var reader = side.Open();
        RowBatch? normal = null;
        while (await reader.NextAsync().ConfigureAwait(false) is { } batch)
        {
            normal ??= new RowBatch(batch.Columns);
            normal.Clear();
            for (var row = 0; row < batch.Rows; row++)
            {
                side.Normalize(batch, row, normal);
                _hash.Load(normal, row);
                if (_hash.Bucket(_buckets) != bucket)
                    continue;
                rows++;
                onRow(batch, row, _hash.Hash());
            }

            if (!await counter.AdvanceAsync().ConfigureAwait(false))
                break;
        }

        return rows;
    }

    /// <summary>How one side is read, and how its rows come into the form in which both are hashed.</summary>
    private sealed record Side(Func<IBatchSource> Open, Action<RowBatch, int, RowBatch> Normalize);
}
