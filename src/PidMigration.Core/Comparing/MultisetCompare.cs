using PidMigration.Rows;

namespace PidMigration.Comparing;

/// <summary>
/// Compares tables without a key: which rows there are, and how often each. Rows are counted by their hashes, a part of all hashes
/// at a time where there are many, so that memory stays flat; rows whose counts differ are then fetched.
/// </summary>
internal sealed class MultisetCompare(RowEquality match, IDifferenceSink sink, long rowCount)
{
    private const long HashesAtATime = 1_000_000;

    private readonly RowHash _hash = new();

    /// <summary>The rows that are the same so far.</summary>
    public long Equal { get; private set; }

    /// <summary>Compares until all is seen, or <paramref name="advance"/> says false.</summary>
    public async Task RunAsync(
        Func<ReadAheadReader> openSource,
        Func<ReadAheadReader> openTarget,
        Func<ValueTask<bool>> advance
    )
    {
        var parts = (uint)Math.Min(rowCount / HashesAtATime + 1, 1000);
        // One for all parts: a part has about as many rows as the next.
        var counts = new Dictionary<UInt128, int>((int)(Math.Min(rowCount, HashesAtATime) * 9 / 8));
        for (uint part = 0; part < parts; part++)
        {
            counts.Clear();
            long missing = 0;
            var sourceRows = await ReadAsync(
                    openSource,
                    true,
                    (row, hash) =>
                    {
                        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(
                            counts,
                            hash,
                            out _
                        )++;
                    },
                    part,
                    parts,
                    advance
                )
                .ConfigureAwait(false);
            await ReadAsync(
                    openTarget,
                    false,
                    (row, hash) =>
                    {
                        ref var count = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(
                            counts,
                            hash,
                            out _
                        );
                        if (--count == 0)
                            counts.Remove(hash);
                    },
                    part,
                    parts,
                    advance
                )
                .ConfigureAwait(false);
            foreach (var count in counts.Values)
                missing += Math.Max(count, 0);
            Equal += sourceRows - missing;
            if (!await advance().ConfigureAwait(false))
                return;
            if (counts.Count == 0)
                continue;

            await ReadAsync(
                    openSource,
                    true,
                    (row, hash) =>
                    {
                        if (counts.GetValueOrDefault(hash) <= 0)
                            return;
                        counts[hash]--;
                        sink.Missing(row.Batch, row.Row);
                    },
                    part,
                    parts,
                    advance
                )
                .ConfigureAwait(false);
            await ReadAsync(
                    openTarget,
                    false,
                    (row, hash) =>
                    {
                        if (counts.GetValueOrDefault(hash) >= 0)
                            return;
                        counts[hash]++;
                        sink.Extra(row.Batch, row.Row);
                    },
                    part,
                    parts,
                    advance
                )
                .ConfigureAwait(false);
        }
    }

    private async Task<long> ReadAsync(
        Func<ReadAheadReader> open,
        bool source,
        Action<(RowBatch Batch, int Row), UInt128> take,
        uint part,
        uint parts,
        Func<ValueTask<bool>> advance
    )
    {
        long rows = 0;
        await using var reader = open();
        RowBatch? normal = null;
        while (await reader.NextAsync().ConfigureAwait(false) is { } batch)
        {
            normal ??= new RowBatch(batch.Columns);
            normal.Clear();
            for (var row = 0; row < batch.Rows; row++)
            {
                if (source)
                    match.AppendSource(batch, row, normal);
                else
                    match.AppendTarget(batch, row, normal);
                _hash.Load(normal, row);
                if (_hash.Bucket(parts) != part)
                    continue;
                rows++;
                take((batch, row), _hash.Hash());
            }

            if (!await advance().ConfigureAwait(false))
                break;
        }

        return rows;
    }
}
