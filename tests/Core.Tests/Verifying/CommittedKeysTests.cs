using System.Globalization;
using System.Text;
using PidMigration.Core.Tests.Copying;
using PidMigration.Planning;
using PidMigration.Rows;
using PidMigration.Verifying;

namespace PidMigration.Core.Tests.Verifying;

public sealed class CommittedKeysTests
{
    [Fact]
    public void The_key_is_known_where_another_table_refers_to_it()
    {
        var keys = Committed(TestPlans.Of("parent"), true, [1], [2]);
        Assert.True(keys.TryGet("id")!.IsSubsetOf(Bitmap(1, 2, 3)), "A key is there that never came.");
        Assert.False(keys.TryGet("id")!.IsSubsetOf(Bitmap(1)), "A key is missing.");
    }

    [Fact]
    public void The_key_is_not_tracked_where_no_table_refers_to_it() =>
        Assert.Null(Committed(TestPlans.Of("parent"), false, [1]).TryGet("id"));

    [Fact]
    public void Foreign_keys_are_known_and_NULL_is_none()
    {
        var keys = Committed(TestPlans.Of("child", 0, "parent"), false, [1, 7], [2, null], [3, 8]);
        Assert.True(keys.TryGet("parent_id")!.IsSubsetOf(Bitmap(7, 8)), "A key is there that never came.");
        Assert.False(keys.TryGet("parent_id")!.IsSubsetOf(Bitmap(8)), "A key is missing.");
    }

    [Fact]
    public void Of_invalidated_keys_nothing_is_known()
    {
        var keys = Committed(TestPlans.Of("child", 0, "parent"), true, [1, 7]);
        keys.Invalidate();
        Assert.Null(keys.TryGet("id"));
        Assert.Null(keys.TryGet("parent_id"));
    }

    [Fact]
    public void Of_a_table_that_held_rows_before_nothing_is_known() =>
        Assert.Null(Committed(TestPlans.Of("parent") with { SkipExisting = true }, true, [1]).TryGet("id"));

    [Fact]
    public void A_number_without_a_bit_makes_its_own_column_unknown()
    {
        var keys = Committed(TestPlans.Of("child", 0, "parent"), true, [1, -7]);
        Assert.NotNull(keys.TryGet("id"));
        Assert.Null(keys.TryGet("parent_id"));
    }

    [Fact]
    public async Task Batches_of_several_ranges_are_all_taken_up()
    {
        const int Ranges = 4;
        const int PerRange = 20_000;
        var keys = new CommittedKeys(TestPlans.Of("parent"), true);
        await Task.WhenAll(
            Enumerable
                .Range(0, Ranges)
                .Select(r =>
                    Task.Run(() =>
                    {
                        foreach (var some in Enumerable.Range(r * PerRange, PerRange).Chunk(500))
                            keys.Add(Batch([.. some.Select(i => (int?[])[i])]));
                    })
                )
        );
        var all = Bitmap([.. Enumerable.Range(0, Ranges * PerRange)]);
        Assert.True(keys.TryGet("id")!.IsSubsetOf(all), "A key is there that never came.");
        Assert.True(all.IsSubsetOf(keys.TryGet("id")!), "A key is missing.");
    }

    private static CommittedKeys Committed(ModelPlan plan, bool isReferredTo, params int?[][] rows)
    {
        var keys = new CommittedKeys(plan, isReferredTo);
        keys.Add(Batch(rows));
        return keys;
    }

    private static RowBatch Batch(params int?[][] rows)
    {
        var batch = new RowBatch(rows[0].Length);
        foreach (var value in rows.SelectMany(r => r))
            if (value is { } number)
                batch.Append(Utf8(number));
            else
                batch.AppendNull();
        return batch;
    }

    private static KeyBitmap Bitmap(params int[] numbers)
    {
        var bitmap = new KeyBitmap();
        foreach (var number in numbers)
            bitmap.Add(Utf8(number));
        return bitmap;
    }

    private static byte[] Utf8(int number) => Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture));
}
