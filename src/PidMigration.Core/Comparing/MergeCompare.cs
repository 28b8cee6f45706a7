using PidMigration.Failures;
using PidMigration.Rows;

namespace PidMigration.Comparing;

/// <summary>
/// Walks both sides together in key order. Stretches of rows that are the same bytes are passed at once; only where
/// bytes differ are keys and values compared.
/// </summary>
internal sealed class MergeCompare(
    string model,
    KeyComparer key,
    RowEquality equality,
    IDifferenceSink sink,
    CompareCounter counter
)
{
    private readonly LastKey _lastSource = new(key);
    private readonly LastKey _lastTarget = new(key);

    /// <summary>Compares until both sides end, or the counter says to end.</summary>
    public async Task RunAsync(IBatchSource source, IBatchSource target)
    {
        var a = await source.NextAsync().ConfigureAwait(false);
        var b = await target.NextAsync().ConfigureAwait(false);
        int i = 0,
            j = 0;
        while (a is not null || b is not null)
        {
            if (a is null)
                for (; j < b!.Rows; j++)
                {
                    _lastTarget.Check(b, j, model);
                    sink.Extra(b, j);
                }
            else if (b is null)
                for (; i < a.Rows; i++)
                {
                    _lastSource.Check(a, i, model);
                    sink.Missing(a, i);
                }
            else
                Walk(a, ref i, b, ref j);
            if (!await counter.AdvanceAsync().ConfigureAwait(false))
                return;
            if (a is not null && i == a.Rows)
            {
                _lastSource.Keep(a, i - 1);
                a = await source.NextAsync().ConfigureAwait(false);
                i = 0;
            }

            if (b is not null && j == b.Rows)
            {
                _lastTarget.Keep(b, j - 1);
                b = await target.NextAsync().ConfigureAwait(false);
                j = 0;
            }
        }
    }

    /// <summary>Continues until one of the batches ends.</summary>
    private void Walk(RowBatch a, ref int i, RowBatch b, ref int j)
    {
        while (true)
        {
            var same = a.CountEqualRows(i, b, j);
            counter.AddEqual(same);
            i += same;
            j += same;
            if (i == a.Rows || j == b.Rows)
                return;
            // If the two servers ordered keys differently, rows that are there would count as missing and extra: that
            // is detected here.
            _lastSource.Check(a, i, model);
            _lastTarget.Check(b, j, model);
            var order = key.Compare(a, i, b, j);
            if (order < 0)
                sink.Missing(a, i++);
            else if (order > 0)
                sink.Extra(b, j++);
            else
            {
                if (equality.IsSame(a, i, b, j))
                    counter.AddEqual(1);
                else
                    sink.Changed(a, i, b, j);
                i++;
                j++;
            }

            if (i == a.Rows || j == b.Rows)
                return;
        }
    }

    /// <summary>The last row of the batch before.</summary>
    private sealed class LastKey(KeyComparer key)
    {
        private RowBatch? _row;

        public void Keep(RowBatch batch, int row)
        {
            _row ??= new RowBatch(batch.Columns, 1 << 10);
            _row.Clear();
            _row.AppendRow(batch, row);
        }

        public void Check(RowBatch batch, int row, string model)
        {
            var order =
                row > 0 ? key.Compare(batch, row - 1, batch, row)
                : _row is null ? -1
                : key.Compare(_row, 0, batch, row);
            if (order >= 0)
                throw Errors.OrderDiffers(model, DisplayValue.Format(batch, row, key.Fields[0]));
        }
    }
}
