using PidMigration.Rows;

namespace PidMigration.Core.Tests.Rows;

public sealed class RowBatchTests
{
    [Fact]
    public void Retained_rows_stay_unchanged()
    {
        RandomRounds.Run(
            2000,
            random =>
            {
                var columns = random.Next(1, 5);
                var rows = RandomRows.Make(random, columns);
                var batch = RandomRows.Fill(rows, columns);
                Assert.Equal(rows, RandomRows.Read(batch));
                var keep = rows.Select(_ => random.Next(2) == 0).ToArray();
                var kept = rows.Where((_, i) => keep[i]).ToArray();
                batch.Retain(keep);
                Assert.Equal(kept, RandomRows.Read(batch));
                Assert.Equal(kept.Sum(r => r.Sum(v => (v?.Length ?? 2) + 1)), batch.Length);

                // And more may follow.
                batch.Append("more"u8);
                for (var i = 1; i < columns; i++)
                    batch.AppendNull();
                Assert.Equal("more"u8, batch.Field(kept.Length, 0));
                batch.Clear();
                Assert.Equal((0, 0), (batch.Rows, batch.Length));
            }
        );
    }

    [Fact]
    public void A_partial_row_can_be_dropped()
    {
        var batch = RandomRows.Fill(
            [
                ["a"u8.ToArray(), null],
            ],
            2
        );
        batch.Append("half"u8);
        batch.DropPartialRow();
        Assert.Equal((1, 5), (batch.Rows, batch.Length));
        batch.DropPartialRow();
        Assert.Equal((1, 5), (batch.Rows, batch.Length));
    }

    [Theory]
    [InlineData(1, 1 << 20, 1)]
    [InlineData(3, 1 << 20, 3)]
    [InlineData(100, 10, 4)]
    public void A_limit_is_reached_by_rows_or_bytes(int rows, int bytes, int expected)
    {
        var batch = new RowBatch(1);
        while (!new BatchLimit(rows, bytes).IsReached(batch))
            batch.Append("xy"u8);
        Assert.Equal(expected, batch.Rows);
    }
}
